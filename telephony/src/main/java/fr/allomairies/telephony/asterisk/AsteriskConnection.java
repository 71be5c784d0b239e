package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallEvent.Lost;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallSignals;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of our connection to one server: start, loss, return with a re-sync, and the re-sync of every quarter
/// minute. Of several servers one that stays away is given up, with the calls that it has.
final class AsteriskConnection implements AmiEvents.Link {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskConnection.class);

    private static final int NORMAL_CLEARING = 16;
    private static final long RETRY_MILLIS = 1_000;

    private final Asterisk server;
    private final Servers servers;
    private final AmiLink ami;
    private final AmiEvents events;
    private final Resync resync;
    private final CallSignals signals;
    private final Duration resyncEvery;
    private volatile ScheduledExecutorService worker;
    private volatile boolean running;

    // of the worker
    private boolean lost;

    AsteriskConnection(Asterisk server, Servers servers, CallSignals signals, Duration resyncEvery) {
        this.server = server;
        this.servers = servers;
        this.ami = server.ami();
        this.signals = signals;
        this.resyncEvery = resyncEvery;
        this.events = new AmiEvents(server.channels(), signals, this, server.phones());
        this.resync = new Resync(server, servers, signals, events::lost);
        this.worker = worker();
        ami.listen(this::hear);
    }

    private ScheduledExecutorService worker() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("resync-" + server.name()).factory());
    }

    /// Once more too, after a stop.
    void start() {
        if (worker.isShutdown()) {
            worker = worker();
            lost = false;
        }
        running = true;
        ami.start();
        worker.scheduleWithFixedDelay(
                this::compare, resyncEvery.toMillis(), resyncEvery.toMillis(), TimeUnit.MILLISECONDS);
        worker.scheduleWithFixedDelay(this::look, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Of one that calls itself otherwise nothing is ours, but that it is there again: perhaps by its right name.
    private void hear(ManagerEvent event) {
        if (!ami.isMisnamed() || event instanceof FullyBootedEvent || event instanceof DisconnectEvent) {
            events.onManagerEvent(event);
        }
    }

    @Override
    public void up() {
        ami.came();
        LOG.atInfo().addKeyValue("server", server.name()).log("asterisk-connected");
        worker.execute(this::begin);
    }

    @Override
    public void down() {
        ami.went();
        if (running) {
            LOG.atWarn().addKeyValue("server", server.name()).log("asterisk-disconnected");
        }
    }

    @Override
    public void hangUp(String uniqueId) {
        ami.send(new HangupAction(uniqueId, NORMAL_CLEARING));
    }

    @Override
    public void quiet(CallId call) {
        ami.send(new SetVarAction(call.value(), "ALLO_RINGING", ""));
    }

    /// Callers must be in our hands before the first heartbeat tells Asterisk that they are.
    private void begin() {
        server.channels().forget();
        server.endpoints().forget();
        ami.awaitLogin();
        if (servers.isOne()) {
            greet();
        } else {
            recognize();
        }
    }

    private void greet() {
        try {
            ami.compareClocks();
        } catch (IOException | TimeoutException | IllegalStateException e) {
            warn("asterisk-clock-unknown", e);
        }
        takeOver();
    }

    /// Calls are told apart by the name with which their ids begin.
    private void recognize() {
        try {
            var name = ami.systemName();
            if (name.equals(server.name())) {
                ami.accept();
                noMoreLost();
                greet();
                return;
            }
            LOG.atError()
                    .addKeyValue("server", server.name())
                    .addKeyValue("calls-itself", name)
                    .log("asterisk-has-another-name");
            ami.refuse();
        } catch (IOException | TimeoutException | IllegalStateException e) {
            warn("asterisk-name-unknown", e);
            if (ami.connected()) {
                worker.schedule(this::recognize, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void noMoreLost() {
        if (lost) {
            lost = false;
            LOG.atInfo().addKeyValue("server", server.name()).log("asterisk-is-back");
        }
    }

    private void takeOver() {
        if (resync()) {
            ami.taken();
            signals.lineReady();
            // for what was decided while we compared
            worker.schedule(this::resync, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } else if (ami.connected()) {
            worker.schedule(this::takeOver, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void compare() {
        if (lost && servers.isLost(server)) {
            giveUpCalls();
        } else {
            resync();
        }
    }

    private boolean resync() {
        if (!ami.connected() || ami.isMisnamed()) {
            return false;
        }
        try {
            resync.run();
            return true;
        } catch (Exception e) {
            warn("asterisk-resync-failed", e);
            return false;
        }
    }

    private void look() {
        if (!lost && servers.isLost(server)) {
            lost = true;
            LOG.atError().addKeyValue("server", server.name()).log("asterisk-lost");
            server.phones().forget();
            giveUpCalls();
        }
    }

    private void giveUpCalls() {
        try {
            for (var call : signals.open()) {
                if (servers.of(call) == server) {
                    signals.tell(call, new Lost());
                }
            }
            signals.listenings().stream()
                    .filter(listens -> server.channels().has(listens.contact()))
                    .forEach(listens -> signals.listeningOver(listens.listening(), null));
            server.channels().forgetAll();
        } catch (RuntimeException e) {
            warn("asterisk-calls-not-given-up", e);
        }
    }

    private void warn(String what, Exception e) {
        LOG.atWarn()
                .addKeyValue("server", server.name())
                .addKeyValue("cause", e.getMessage())
                .log(what);
    }

    void stop() {
        running = false;
        worker.shutdownNow();
        ami.stop();
    }
}
