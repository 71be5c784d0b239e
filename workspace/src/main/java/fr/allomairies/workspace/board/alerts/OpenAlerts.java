package fr.allomairies.workspace.board.alerts;

import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.BoardState.Raised;
import fr.allomairies.workspace.board.RaisedAlerts;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What every node shows of the alerts, a second old at most; what was known last while the database is away.
@Component
class OpenAlerts implements RaisedAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAlerts.class);

    private final AlertStore alerts;
    private final AgentDirectory directory;
    private volatile List<Raised> now = List.of();

    OpenAlerts(AlertStore alerts, AgentDirectory directory) {
        this.alerts = alerts;
        this.directory = directory;
    }

    @Override
    public List<Raised> now() {
        return now;
    }

    void refresh() {
        try {
            now = alerts.open().stream().map(this::raised).toList();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("alerts-not-read");
        }
    }

    @Override
    public Function<Instant, List<Raised>> during(Interval interval) {
        var known = alerts.touching(interval.from(), interval.to());
        return at -> known.stream()
                .filter(alert -> !alert.raisedAt().isAfter(at))
                .filter(alert -> alert.endedAt() == null || alert.endedAt().isAfter(at))
                .map(alert ->
                        alert.acknowledgedAt() != null && alert.acknowledgedAt().isAfter(at)
                                ? alert.unacknowledged()
                                : alert)
                .map(this::raised)
                .toList();
    }

    private Raised raised(Alert alert) {
        return new Raised(
                alert.id().toString(),
                alert.name(),
                alert.figure().name(),
                alert.figure().unit().name(),
                alert.scope().toString(),
                alert.above(),
                alert.threshold(),
                alert.raisedAt(),
                alert.sound(),
                name(alert),
                alert.acknowledgedAt());
    }

    private @Nullable String name(Alert alert) {
        return alert.acknowledgedBy() == null ? null : directory.nameOf(alert.acknowledgedBy());
    }
}
