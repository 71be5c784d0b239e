package fr.allomairies.workspace.board.alerts;

import fr.allomairies.telephony.HouseHours;
import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.LiveBoard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.stereotype.Component;

/// Looks at the board for every rule once a second, on the node that leads. What is raised is in the database, so that
/// another node goes on from there; for how long a rule has been broken it counts anew.
@Component
class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    /// Of rounds that lie further apart nobody knows what was between them.
    private static final Duration FURTHEST = Duration.ofSeconds(5);

    private static final Duration KEPT = Duration.ofDays(400);

    private final LiveBoard board;
    private final BoardSettings settings;
    private final AlertSettings own;
    private final HouseHours hours;
    private final Beside beside;
    private final Rules rules;
    private final AlertStore alerts;
    private final Clock clock;
    private final Map<Rule, Standing> standings = new HashMap<>();
    private volatile boolean leads;
    private Instant lookedAt = Instant.MIN;
    private Instant forgetAt = Instant.MIN;

    Watch(
            LiveBoard board,
            BoardSettings settings,
            AlertSettings own,
            HouseHours hours,
            Beside beside,
            Rules rules,
            AlertStore alerts,
            Clock clock) {
        this.board = board;
        this.settings = settings;
        this.own = own;
        this.hours = hours;
        this.beside = beside;
        this.rules = rules;
        this.alerts = alerts;
        this.clock = clock;
    }

    @EventListener
    void leads(OnGrantedEvent granted) {
        leads = true;
    }

    @EventListener
    void follows(OnRevokedEvent revoked) {
        leads = false;
    }

    /// By one thread at a time.
    void round() {
        if (!leads) {
            standings.clear();
            return;
        }
        if (!board.follows()) {
            return;
        }
        var now = clock.instant();
        if (now.isAfter(lookedAt.plus(FURTHEST))) {
            standings.replaceAll((_, standing) -> standing.begun());
        }
        lookedAt = now;
        alerts.endOfNoRule(now);
        var open = alerts.open().stream().map(Alert::rule).collect(Collectors.toSet());
        var active = rules.all().stream().filter(Rule::active).toList();
        standings.keySet().retainAll(active);
        active.forEach(rule -> look(rule, open.contains(rule.id()), now));
        forget(now);
    }

    private void look(Rule rule, boolean open, Instant now) {
        var before = standings.getOrDefault(rule, open ? Standing.RAISED : Standing.CALM);
        var value = value(rule, now);
        var after = before.on(rule, value, now, own.calmFor());
        if (after.raised() && !before.raised()) {
            var alert = Alert.raised(rule, Objects.requireNonNull(value), now);
            tell("alert-raised", alert.rule(), alerts.raise(alert, rule));
        } else if (before.raised() && !after.raised()) {
            tell("alert-ended", rule.id(), alerts.end(rule, now));
        }
        standings.put(rule, after);
    }

    private @Nullable Double value(Rule rule, Instant now) {
        return rule.whenOpen() && !new OpeningHours(hours.inForce()).open(now)
                ? null
                : rule.figure().of(board.current(), rule.scope(), now, settings.alertAfter(), beside);
    }

    private static void tell(String what, UUID rule, boolean done) {
        if (done) {
            LOG.atInfo().addKeyValue("rule", rule).log(what);
        }
    }

    private void forget(Instant now) {
        if (now.isAfter(forgetAt)) {
            alerts.forgetEndedBefore(now.minus(KEPT));
            forgetAt = now.plus(Duration.ofDays(1));
        }
    }
}
