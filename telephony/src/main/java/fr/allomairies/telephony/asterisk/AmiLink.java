package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.TelephonySettings.AsteriskServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.manager.response.PingResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control connection: kept up for ever, once it is started. Asterisk-Java reconnects what was connected; until
/// then we try.
final class AmiLink {

    private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
    private static final int CONNECT_MILLIS = 2_000;
    /// The heartbeat is answered every two seconds, so a silence this long is a dead connection.
    private static final int READ_MILLIS = 8_000;
    private static final long ANSWER_MILLIS = 4_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final long RECONNECTION_MILLIS = 2_000;
    private static final long REFUSED_MILLIS = 30_000;
    private static final long POLL_MILLIS = 5;
    private static final double MILLIS = 1_000;
    /// Arrivals are told by its clock, the rest by ours.
    private static final long APART_MILLIS = 2_000;

    private final String name;
    private final ManagerConnection connection;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean inHand;
    private volatile boolean misnamed;
    private volatile Instant since;
    private volatile @Nullable Instant awaySince;
    private volatile long aheadMillis;

    AmiLink(AsteriskServer settings, Clock clock) {
        this.name = settings.name();
        var ami = new DefaultManagerConnection(
                settings.host(), settings.amiPort(), settings.amiUser(), settings.amiSecret());
        ami.setDefaultResponseTimeout(ANSWER_MILLIS);
        ami.setDefaultEventTimeout(ANSWER_MILLIS);
        ami.setSocketTimeout(CONNECT_MILLIS);
        ami.setSocketReadTimeout(READ_MILLIS);
        ami.setKeepAliveAfterAuthenticationFailure(true);
        List.of(
                        AlloArrivedEvent.class,
                        AlloWaitingEvent.class,
                        AlloFallbackEvent.class,
                        AlloMissedEvent.class,
                        AlloReadyEvent.class,
                        AlloAfterCallEvent.class,
                        AlloCutOffEvent.class,
                        AlloGoneEvent.class,
                        AlloHeldEvent.class,
                        AlloConsultedEvent.class,
                        AlloJoinsEvent.class,
                        AlloStaysEvent.class,
                        AlloOutsideEvent.class,
                        AlloNotOutsideEvent.class,
                        AlloAskedOutsideEvent.class,
                        AlloObjectedEvent.class,
                        AlloListeningEvent.class,
                        AlloHeardEvent.class,
                        DBGetTreeResponseEvent.class,
                        DBGetTreeCompleteEvent.class)
                .forEach(ami::registerUserEventClass);
        this.connection = ami;
        this.clock = clock;
        this.since = clock.instant();
    }

    void listen(ManagerEventListener listener) {
        connection.addEventListener(listener);
    }

    /// It is away from now on, until it comes: what was before our own start says nothing of it.
    void start() {
        running = true;
        misnamed = false;
        awaySince = clock.instant();
        Thread.ofVirtual().name("ami-login").start(this::login);
    }

    private void login() {
        var failures = 0;
        while (running && !connected()) {
            try {
                connection.login();
                return;
            } catch (Exception e) {
                if (failures++ == 0) {
                    LOG.atWarn()
                            .addKeyValue("server", name)
                            .addKeyValue("cause", e.getMessage())
                            .log("asterisk-not-reachable");
                }
                sleep(RETRY_MILLIS);
            }
        }
    }

    void stop() {
        running = false;
        logoff();
    }

    private void logoff() {
        try {
            connection.logoff();
        } catch (IllegalStateException _) {
            // was not connected
        }
    }

    boolean connected() {
        return connection.getState() == ManagerConnectionState.CONNECTED;
    }

    /// Asterisk tells that it is there a moment before Asterisk-Java has digested the login.
    void awaitLogin() {
        await(this::connected, ANSWER_MILLIS);
    }

    static boolean await(BooleanSupplier condition, long millis) {
        for (int i = 0; i < millis / POLL_MILLIS && !condition.getAsBoolean(); i++) {
            sleep(POLL_MILLIS);
        }
        return condition.getAsBoolean();
    }

    Instant since() {
        return since;
    }

    /// It came: what it carries is not in our hands yet.
    void came() {
        changed();
        awaySince = null;
    }

    /// It went, or an attempt to bring it back has failed.
    void went() {
        changed();
        if (awaySince == null) {
            awaySince = since;
        }
    }

    private void changed() {
        inHand = false;
        since = clock.instant();
    }

    /// Whether there has been no connection for so long.
    boolean isAwayFor(Duration time) {
        var away = awaySince;
        return away != null && !away.plus(time).isAfter(clock.instant());
    }

    /// It is not the one that we were told of: we have nothing to do with it, and look again later.
    void refuse() {
        misnamed = true;
        logoff();
        went();
        Thread.ofVirtual().name("ami-login").start(() -> {
            sleep(REFUSED_MILLIS);
            login();
        });
    }

    /// It has the name that we were told.
    void accept() {
        misnamed = false;
    }

    boolean isMisnamed() {
        return misnamed;
    }

    /// How Asterisk calls itself, with which the ids of its channels begin.
    String systemName() throws IOException, TimeoutException {
        var answer = connection.sendAction(new GetVarAction("SYSTEMNAME"), ANSWER_MILLIS);
        var name = answer.getAttribute("Value");
        if (!"Success".equals(answer.getResponse()) || name == null || name.isEmpty()) {
            throw new IOException("no SYSTEMNAME is told");
        }
        return name;
    }

    /// All calls have been compared since the connection came.
    void taken() {
        inHand = connected();
    }

    boolean inHand() {
        return inHand && connected();
    }

    /// For the blink of a reconnection.
    boolean awaitInHand() {
        return await(this::inHand, RECONNECTION_MILLIS);
    }

    /// `at` in seconds of the clock of Asterisk.
    long asteriskSeconds(Instant at) {
        return Math.max(0, (at.toEpochMilli() + aheadMillis) / (long) MILLIS);
    }

    void compareClocks() throws IOException, TimeoutException {
        var before = clock.millis();
        if (connection.sendAction(new PingAction(), ANSWER_MILLIS) instanceof PingResponse pong
                && pong.getTimestamp() != null) {
            var middle = (before + clock.millis()) / 2;
            aheadMillis = (long) (Double.parseDouble(pong.getTimestamp()) * MILLIS) - middle;
            if (Math.abs(aheadMillis) > APART_MILLIS) {
                LOG.atWarn()
                        .addKeyValue("server", name)
                        .addKeyValue("ahead-seconds", Math.round(aheadMillis / MILLIS))
                        .log("asterisk-clock-differs");
            }
        }
    }

    /// @return whether it was sent; the answer is not waited for
    boolean send(ManagerAction action) {
        return send(action, _ -> {});
    }

    boolean send(ManagerAction action, Consumer<ManagerResponse> onAnswer) {
        try {
            connection.sendAction(action, onAnswer::accept);
            return true;
        } catch (IOException | IllegalStateException e) {
            LOG.atInfo()
                    .addKeyValue("server", name)
                    .addKeyValue("action", action.getAction())
                    .addKeyValue("cause", e.getMessage())
                    .log("asterisk-action-not-sent");
            return false;
        }
    }

    /// Waits for the whole list; never on the thread of a listener.
    <E extends ManagerEvent> List<E> list(EventGeneratingAction action, Class<E> type) throws IOException {
        try {
            return connection.sendEventGeneratingAction(action, ANSWER_MILLIS).getEvents().stream()
                    .map(ResponseEvent.class::cast)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        } catch (EventTimeoutException | IllegalStateException e) {
            throw new IOException(action.getAction() + " was not answered", e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
