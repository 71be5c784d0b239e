package fr.allomairies.telephony.flow;

import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.SelfCallSettings;
import fr.allomairies.telephony.SelfCalls;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.TelephonySettings.Adapter;
import fr.allomairies.telephony.call.SelfCallRun;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.stereotype.Component;

/// Has the line call itself, on the node that leads; what goes on when it dies ends by itself and is told by nobody.
@Component
class SelfCallDesk implements SelfCalls, Runnable {

    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SelfCallDesk.class);
    /// Until everything is there after a start.
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(30);
    /// A call takes some time itself.
    private static final Duration LATE = Duration.ofMinutes(3);
    private static final int COUNTED = 100;
    private static final int ID_BYTES = 6;

    private final SelfCallStore store;
    private final Line line;
    private final SelfCallSettings settings;
    private final TelephonySettings telephony;
    private final Clock clock;
    private final Instant started;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean leads;
    private volatile @Nullable Integer failedInARow;

    // guarded by this
    private @Nullable SelfCallRun run;
    private @Nullable Instant due;

    SelfCallDesk(SelfCallStore store, Line line, SelfCallSettings settings, TelephonySettings telephony, Clock clock) {
        this.store = store;
        this.line = line;
        this.settings = settings;
        this.telephony = telephony;
        this.clock = clock;
        this.started = clock.instant();
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
    @Override
    public void run() {
        if (!on()) {
            return;
        }
        if (leads) {
            over().ifPresent(this::keep);
            begin();
        } else {
            forget();
        }
    }

    private synchronized void forget() {
        if (run != null) {
            line.endSelfCall(run.id());
        }
        run = null;
        due = null;
        failedInARow = null;
    }

    private synchronized Optional<SelfCall> over() {
        if (run == null) {
            return Optional.empty();
        }
        run = run.at(clock.instant());
        var result = run.result();
        if (result.isPresent()) {
            if (result.get().failed() != null) {
                line.endSelfCall(run.id());
            }
            run = null;
        }
        return result;
    }

    private synchronized void begin() {
        var now = clock.instant();
        if (due == null) {
            due = now.plus(FIRST);
        }
        if (run != null || now.isBefore(due)) {
            return;
        }
        due = now.plus(settings.every());
        var id = id();
        run = SelfCallRun.begun(id, now);
        if (!line.callSelf(id)) {
            run = run.broken();
        }
    }

    private String id() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// The alarm does not wait for the database.
    private void keep(SelfCall call) {
        failedInARow = call.failed() == null ? 0 : before() + 1;
        if (call.failed() != null) {
            LOG.atWarn()
                    .addKeyValue("stage", call.failed())
                    .addKeyValue("inARow", failedInARow)
                    .log("self-call-failed");
        }
        store.add(call);
        store.forgetBefore(clock.instant().minus(KEPT));
    }

    /// Also those of the node that called before.
    private int before() {
        var known = failedInARow;
        if (known != null) {
            return known;
        }
        try {
            return (int) store.newest(COUNTED).stream()
                    .takeWhile(call -> call.failed() != null)
                    .count();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("self-calls-not-read");
            return 0;
        }
    }

    /// What the line tells.
    ///
    /// @param channel of the caller, or of whoever has heard it, as the line knows it
    synchronized void reached(String id, Stage stage, String channel) {
        if (run == null || !run.id().equals(id)) {
            return;
        }
        run = run.reached(stage, clock.instant());
        if (stage == Stage.QUEUED && !run.isDone()) {
            line.answerSelfCall(id, channel);
        }
    }

    @Override
    public boolean on() {
        return telephony.adapter() == Adapter.ASTERISK && !settings.every().isZero();
    }

    @Override
    public List<SelfCall> newest(int limit) {
        return store.newest(limit);
    }

    @Override
    public Optional<Boolean> healthy() {
        if (!on()) {
            return Optional.empty();
        }
        var recently = clock.instant().minus(settings.every()).minus(LATE);
        var newest = store.newest(1);
        if (newest.isEmpty() || newest.getFirst().at().isBefore(recently)) {
            return started.isAfter(recently) ? Optional.empty() : Optional.of(false);
        }
        return Optional.of(newest.getFirst().failed() == null);
    }

    @Override
    public OptionalInt failedInARow() {
        var known = failedInARow;
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    @Override
    public synchronized Optional<Refusal> callNow() {
        if (!on()) {
            return Optional.of(new Refusal("self-calls-off", "the line does not call itself"));
        }
        if (!leads) {
            return Optional.of(new Refusal("not-leading", "another node has the line call itself"));
        }
        due = clock.instant();
        return Optional.empty();
    }
}
