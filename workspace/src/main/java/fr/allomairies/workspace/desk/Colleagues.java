package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who else is at work now, and who of them knows what.
@Component
class Colleagues {

    private final Routing routing;
    private final AgentDirectory directory;
    private final Catalogue catalogue;
    private final Labels labels;

    Colleagues(Routing routing, AgentDirectory directory, Catalogue catalogue, Labels labels) {
        this.routing = routing;
        this.directory = directory;
        this.catalogue = catalogue;
        this.labels = labels;
    }

    /// @param reason of the pause; absent for any other state
    record Person(
            String login,
            String name,
            AgentState state,
            @Nullable String reason) {}

    /// @param present how many colleagues at work know it, those on a break included
    /// @param free how many of them could answer now
    record Theme(String code, String label, long present, long free) {}

    /// Who can answer now first, then by name.
    List<Person> of(AgentId agent) {
        return others(agent).stream()
                .map(other -> new Person(
                        other.agent().value(),
                        directory.nameOf(other.agent()),
                        other.state(),
                        other.state() == AgentState.PAUSED ? other.pauseReason() : null))
                .sorted(Comparator.comparing((Person other) -> other.state() != AgentState.AVAILABLE)
                        .thenComparing(Person::name))
                .toList();
    }

    /// In the catalogue's order.
    List<Theme> matters(AgentId agent, Locale locale) {
        var others = others(agent);
        var present = count(others, _ -> true);
        var free = count(others, other -> other.state() == AgentState.AVAILABLE);
        return catalogue.categories().stream()
                .map(category -> new Theme(
                        category.code().value(),
                        category.label(locale.getLanguage()),
                        present.getOrDefault(category.skill(), 0L),
                        free.getOrDefault(category.skill(), 0L)))
                .toList();
    }

    private List<AgentView> others(AgentId agent) {
        return routing.snapshot().agents().stream()
                .filter(other ->
                        other.state() != AgentState.OFFLINE && !other.agent().equals(agent))
                .toList();
    }

    private static Map<Skill, Long> count(List<AgentView> agents, Predicate<AgentView> which) {
        var count = new HashMap<Skill, Long>();
        for (var agent : agents) {
            if (which.test(agent)) {
                agent.skills().forEach(own -> count.merge(own.skill(), 1L, Long::sum));
            }
        }
        return count;
    }
}
