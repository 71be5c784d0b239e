package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One day of the board, minute by minute, by the fold of the live one. The day is read as far as somebody asks for,
/// and
/// each minute of it is kept, so that going back costs nothing. Safe for many threads.
final class Replay {

    private static final int BATCH = 5_000;

    private final EventLog log;
    private final BoardStates states;
    private final RaisedAlerts alerts;
    private final JsonMapper json;
    private final Interval day;
    private final Supplier<Long> end;
    private final LiveDay fold;
    private final Map<AgentId, List<SkillNeed>> skills = new HashMap<>();
    private final Deque<LogEntry> ahead = new ArrayDeque<>();
    private final List<Packed> minutes = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long read;
    private long folded;

    /// @param end position of the last entry of that day as far as it is written
    Replay(
            LocalDate date,
            LiveDay.Start start,
            Supplier<Long> end,
            EventLog log,
            Parameters parameters,
            BoardStates states,
            RaisedAlerts alerts,
            JsonMapper json) {
        this.log = log;
        this.states = states;
        this.alerts = alerts;
        this.json = json;
        this.day = Interval.day(date);
        this.end = end;
        this.fold = new LiveDay(parameters, date, start);
        this.read = start.position();
        this.folded = start.position();
        log.skillsBefore(day.from()).forEach(this::skilled);
    }

    /// @param minute since the day began, not in the future
    /// @return the state as JSON
    String at(int minute) {
        lock.lock();
        try {
            if (minute >= minutes.size()) {
                readTo(minute);
            }
            return minutes.get(minute).text();
        } finally {
            lock.unlock();
        }
    }

    private void readTo(int minute) {
        var raised = alerts.during(day);
        var until = end.get();
        while (minutes.size() <= minute) {
            var at = day.from().plus(Duration.ofMinutes(minutes.size()));
            foldUntil(at, until);
            var staff = Staffing.of(fold.times().standings(), skills);
            var state = states.state(fold, folded, at, false, raised.apply(at), staff);
            minutes.add(Packed.of(json.writeValueAsString(state)));
        }
    }

    private void foldUntil(Instant at, long until) {
        for (var next = next(until); next != null && !next.event().at().isAfter(at); next = next(until)) {
            ahead.remove();
            if (next.event() instanceof AgentSkillsChanged changed) {
                skilled(changed);
            }
            fold.on(next.event());
            folded = next.position();
        }
    }

    private @Nullable LogEntry next(long until) {
        if (ahead.isEmpty() && read < until) {
            log.read(read, BATCH).stream()
                    .filter(entry -> entry.position() <= until)
                    .forEach(ahead::add);
            read = ahead.isEmpty() ? until : ahead.getLast().position();
        }
        return ahead.peek();
    }

    private void skilled(AgentSkillsChanged changed) {
        skills.put(changed.agent(), changed.skills());
    }
}
