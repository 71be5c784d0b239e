package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.measures.Interval;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Follows the log from its beginning and publishes what the board shows: at once when something happens after a lull,
/// then at most every [#PACE], always the latest.
@Component
public class LiveBoard implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);
    private static final Duration PACE = Duration.ofMillis(100);
    private static final Duration TICK = Duration.ofSeconds(1);

    /// What grows by time alone, such as the occupancy, is at most so old while somebody works.
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private static final int BATCH = 2_000;
    private static final int DAYS_KEPT = 400;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// One state, and the same as JSON, written once for all boards.
    ///
    /// @param decisions of supervisors, the newest first
    record Published(BoardState state, String json, List<AgentSteered> decisions) {}

    private final EventLog log;
    private final BoardSettings settings;
    private final BoardStates states;
    private final RaisedAlerts raised;
    private final JsonMapper json;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableMap<LocalDate, LiveDay.Start> starts = new ConcurrentSkipListMap<>();
    private LiveDay day;
    private long position;
    private volatile @Nullable Published published;
    private volatile boolean follows;
    private volatile boolean running;
    private @Nullable Thread thread;

    @Autowired
    LiveBoard(EventLog log, BoardSettings settings, BoardStates states, RaisedAlerts raised, JsonMapper json) {
        this(log, settings, states, raised, json, Clock.systemUTC());
    }

    LiveBoard(
            EventLog log,
            BoardSettings settings,
            BoardStates states,
            RaisedAlerts raised,
            JsonMapper json,
            Clock clock) {
        this.log = log;
        this.settings = settings;
        this.states = states;
        this.raised = raised;
        this.json = json;
        this.clock = clock;
        this.day = new LiveDay(settings.parameters(), today());
    }

    Published latest() {
        return Objects.requireNonNull(published, "the board has not started");
    }

    /// What all boards of this node show.
    public BoardState current() {
        return latest().state();
    }

    /// False while the log is read from its beginning, after a start and after a failure: what [#current] says is then
    /// old.
    public boolean follows() {
        return follows;
    }

    Instant now() {
        return clock.instant();
    }

    /// Waits for a state other than `known`; after `patience` returns whatever there is.
    Published awaitOther(@Nullable Published known, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lock();
        try {
            while (published == known && left > 0) {
                left = changed.awaitNanos(left);
            }
            return latest();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        published = write(true);
        running = true;
        thread = Thread.ofPlatform()
                .name("live-board")
                .daemon()
                .start(this::run); // a virtual one has no time of its own
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After the modules that it asks, before the web server.
    @Override
    public int getPhase() {
        return 100;
    }

    private void run() {
        while (running) {
            try {
                follow();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                follows = false;
                // a fold that broke off half-way is worth nothing: begin again
                LOG.atWarn().setCause(e).addKeyValue("position", position).log("board-rebuilds");
                day = new LiveDay(settings.parameters(), today());
                position = 0;
                starts.clear();
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow() throws InterruptedException {
        var begun = clock.instant();
        catchUp(log.head());
        begins(today());
        LOG.atInfo()
                .addKeyValue("position", position)
                .addKeyValue("millis", Duration.between(begun, clock.instant()).toMillis())
                .log("board-follows");
        publish(write(false));
        follows = true;
        while (running) {
            var _ = log.awaitBeyond(position, TICK);
            day.turnTo(today());
            begins(today());
            if (readBatch() || timeTold()) {
                var before = THREADS.getCurrentThreadCpuTime();
                publish(write(false));
                Thread.sleep(rest(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before)));
            }
        }
    }

    /// A long queue takes long to draw: the board never takes more than a tenth of a processor from who answers
    /// it. That others keep the processors busy is no reason to draw less.
    private static Duration rest(Duration drawing) {
        var tenth = drawing.multipliedBy(9);
        return tenth.compareTo(PACE) > 0 ? tenth : PACE;
    }

    private void catchUp(long head) {
        while (running && position < head && readBatch()) {
            // the next batch
        }
    }

    private boolean readBatch() {
        var entries = log.read(position, BATCH);
        for (var entry : entries) {
            begins(LocalDate.ofInstant(entry.event().at(), Interval.CITY));
            day.on(entry.event());
            position = entry.position();
        }
        return !entries.isEmpty();
    }

    /// Time alone can raise an alert, begin a day, and change what the agents' time is spent on.
    private boolean timeTold() {
        var shown = latest().state();
        return !shown.day().equals(day.date())
                || !shown.raised().equals(raised.now())
                || !shown.alerts().equals(state(false).alerts())
                || !shown.agents().isEmpty() && shown.at().plus(REFRESH).isBefore(clock.instant());
    }

    /// Keeps what there was when the day began, once, for whoever wants to see it again.
    private void begins(LocalDate date) {
        if ((starts.isEmpty() || date.isAfter(starts.lastKey())) && !date.isAfter(today())) {
            starts.put(date, day.start(position));
            if (starts.size() > DAYS_KEPT) {
                starts.pollFirstEntry();
            }
        }
    }

    /// The beginnings of the days of which something is told, the last [#DAYS_KEPT] of them. Today is among them.
    NavigableMap<LocalDate, LiveDay.Start> starts() {
        return Collections.unmodifiableNavigableMap(starts);
    }

    private Published write(boolean catchingUp) {
        var state = state(catchingUp);
        return new Published(
                state, json.writeValueAsString(state), day.interventions().decisions());
    }

    private BoardState state(boolean catchingUp) {
        return states.state(day, position, clock.instant(), catchingUp, raised.now());
    }

    private void publish(Published next) {
        lock.lock();
        try {
            published = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Interval.CITY);
    }

    private static boolean pause() {
        try {
            Thread.sleep(TICK);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
