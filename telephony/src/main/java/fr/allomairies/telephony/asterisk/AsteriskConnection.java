package fr.allomairies.telephony.asterisk;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The life of our connection to Asterisk: start, loss, return with a re-sync, and the re-sync of every quarter minute.
final class AsteriskConnection implements SmartLifecycle, AmiEvents.Link {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskConnection.class);

    private static final int NORMAL_CLEARING = 16;
    private static final long RETRY_MILLIS = 1_000;

    private final AmiLink ami;
    private final AmiEvents events;
    private final DialogueServer server;
    private final AudioSocketServer audio;
    private final Resync resync;
    private final AgentEndpoints endpoints;
    private final Channels channels;
    private final CallSignals signals;
    private final Duration resyncEvery;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("asterisk-resync").factory());
    private volatile boolean running;

    AsteriskConnection(
            AmiLink ami,
            Channels channels,
            PhoneStates phones,
            SafetyQueue safetyQueue,
            AgentEndpoints endpoints,
            Recordings recordings,
            DialogueServer server,
            AudioSocketServer audio,
            CallSignals signals,
            Duration resyncEvery) {
        this.ami = ami;
        this.channels = channels;
        this.endpoints = endpoints;
        this.server = server;
        this.audio = audio;
        this.signals = signals;
        this.resyncEvery = resyncEvery;
        this.events = new AmiEvents(channels, signals, this, phones);
        this.resync = new Resync(ami, channels, phones, safetyQueue, recordings, signals, events::lost);
    }

    @Override
    public void start() {
        running = true;
        audio.start();
        server.start();
        ami.start(events);
        worker.scheduleWithFixedDelay(
                this::resync, resyncEvery.toMillis(), resyncEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void up() {
        ami.changed();
        LOG.atInfo().log("asterisk-connected");
        worker.execute(this::begin);
    }

    @Override
    public void down() {
        ami.changed();
        if (running) {
            LOG.atWarn().log("asterisk-disconnected");
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
        channels.forget();
        endpoints.forget();
        ami.awaitLogin();
        try {
            ami.compareClocks();
        } catch (IOException | TimeoutException | IllegalStateException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("asterisk-clock-unknown");
        }
        takeOver();
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

    private boolean resync() {
        if (!ami.connected()) {
            return false;
        }
        try {
            resync.run();
            return true;
        } catch (Exception e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("asterisk-resync-failed");
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdownNow();
        ami.stop();
        server.shutdown();
        audio.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// When everything that answers is there, and gone before it.
    @Override
    public int getPhase() {
        return 100;
    }
}
