package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingRules.Activation;
import fr.allomairies.routing.RoutingRules.Version;
import fr.allomairies.workspace.AgentDirectory;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What became of versions and activations, with the names of those who ordered it.
@Component
class RulesHistory {

    private static final int SHOWN = 50;

    private final RoutingRules rules;
    private final AgentDirectory directory;
    private final Clock clock;

    RulesHistory(RoutingRules rules, AgentDirectory directory, Clock clock) {
        this.rules = rules;
        this.directory = directory;
        this.clock = clock;
    }

    /// @param state `in-force`, `effective`, `planned`, `awaited`, `overtaken` or `cancelled`
    public record Line(
            long id,
            int version,
            @Nullable String by,
            Instant orderedAt,
            Instant from,
            String state,
            @Nullable String endedBy,
            @Nullable Instant endedAt) {

        boolean wasInForce() {
            return state.equals("effective");
        }
    }

    /// The latest first.
    public List<Line> activations() {
        var current = rules.inForce();
        var now = clock.instant();
        return rules.activations().stream()
                .limit(SHOWN)
                .map(activation -> line(activation, current.id(), now))
                .toList();
    }

    /// The next first.
    public List<Line> planned() {
        return activations().stream()
                .filter(line -> line.state().equals("planned"))
                .sorted(Comparator.comparing(Line::from))
                .toList();
    }

    /// The latest first.
    public List<Version> versions() {
        return rules.versions().stream().limit(SHOWN).toList();
    }

    public Line inForce() {
        var current = rules.inForce();
        return line(current, current.id(), clock.instant());
    }

    /// Absent for what the product comes with.
    public @Nullable String name(@Nullable AgentId login) {
        return login == null ? null : directory.nameOf(login);
    }

    private Line line(Activation activation, long current, Instant now) {
        var cancelled = activation.cancelledAt() != null;
        return new Line(
                activation.id(),
                activation.version(),
                name(activation.by()),
                activation.orderedAt(),
                activation.from(),
                state(activation, current, now),
                name(activation.cancelledBy()),
                cancelled ? activation.cancelledAt() : activation.effectiveAt());
    }

    private static String state(Activation activation, long current, Instant now) {
        if (activation.cancelledAt() != null) {
            return "cancelled";
        }
        if (activation.effectiveAt() != null) {
            return activation.id() == current ? "in-force" : "effective";
        }
        if (activation.isPlanned(now)) {
            return "planned";
        }
        return activation.id() == current ? "awaited" : "overtaken";
    }
}
