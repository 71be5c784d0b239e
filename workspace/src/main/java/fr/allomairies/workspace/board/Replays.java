package fr.allomairies.workspace.board;

import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The days that supervisors look at again; the last few are kept. Safe for many threads.
@Component
class Replays {

    private static final int KEPT = 3;

    private final LiveBoard board;
    private final EventLog log;
    private final BoardSettings settings;
    private final BoardStates states;
    private final RaisedAlerts alerts;
    private final JsonMapper json;
    private final Map<LocalDate, Replay> replays = new LinkedHashMap<>(KEPT, 0.75f, true);

    Replays(
            LiveBoard board,
            EventLog log,
            BoardSettings settings,
            BoardStates states,
            RaisedAlerts alerts,
            JsonMapper json) {
        this.board = board;
        this.log = log;
        this.settings = settings;
        this.states = states;
        this.alerts = alerts;
        this.json = json;
    }

    /// The first day that can be seen again; absent while the log is read from its beginning.
    Optional<LocalDate> first() {
        return board.follows()
                ? Optional.ofNullable(board.starts().firstEntry()).map(Map.Entry::getKey)
                : Optional.empty();
    }

    LocalDate today() {
        return LocalDate.ofInstant(board.now(), Interval.CITY);
    }

    /// The last minute of a day that is not in the future.
    int lastMinute(LocalDate date) {
        var day = Interval.day(date);
        var until = day.to().isAfter(board.now()) ? board.now() : day.to().minusSeconds(1);
        return (int) Duration.between(day.from(), until).toMinutes();
    }

    boolean isKept(LocalDate date) {
        return first().filter(first -> !date.isBefore(first)).isPresent()
                && board.starts().ceilingKey(date) != null;
    }

    /// @param date that [#isKept]
    String state(LocalDate date, int minute) {
        return replay(date).at(Math.clamp(minute, 0, lastMinute(date)));
    }

    private Replay replay(LocalDate date) {
        synchronized (replays) {
            var replay = replays.computeIfAbsent(date, this::begin);
            if (replays.size() > KEPT) {
                replays.remove(replays.keySet().iterator().next());
            }
            return replay;
        }
    }

    /// A day of which nothing is told is as the next one began.
    private Replay begin(LocalDate date) {
        var start = Objects.requireNonNull(board.starts().ceilingEntry(date)).getValue();
        return new Replay(date, start, () -> endOf(date), log, settings.parameters(), states, alerts, json);
    }

    private long endOf(LocalDate date) {
        var next = board.starts().higherEntry(date);
        return next == null ? log.head() : next.getValue().position();
    }
}
