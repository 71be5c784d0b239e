package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.TelephonySettings.AsteriskSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The FastAGI server of our dialogues, one virtual thread a caller. What was stopped starts again.
final class DialogueServer {

    private static final Logger LOG = LoggerFactory.getLogger(DialogueServer.class);
    private static final int CORE = 1;
    /// More callers in a dialogue at once than any line carries.
    private static final int MOST = 10_000;
    private static final int IDLE_SECONDS = 5;

    private final AsteriskSettings settings;
    private final AgiScript script;
    private @Nullable Agi agi;

    DialogueServer(
            AsteriskSettings settings,
            WelcomeScript welcome,
            CallbackScript callback,
            AssistantScript assistant,
            SelfCallScript selfCall,
            AliveScript alive) {
        this.settings = settings;
        this.script = (request, channel) -> {
            var script = switch (request.getScript()) {
                case AliveScript.NAME -> alive;
                case CallbackScript.NAME -> callback;
                case AssistantScript.NAME -> assistant;
                default -> SelfCallScript.isOne(request) ? selfCall : welcome;
            };
            script.service(request, channel);
        };
    }

    void start() {
        var started = new Agi(settings, script);
        agi = started;
        Thread.ofVirtual().name("agi-accept").start(started::serve);
    }

    void stop() {
        if (agi != null) {
            agi.shutdown();
            agi = null;
        }
    }

    /// Asterisk-Java's, which serves until it is shut down and never again.
    private static final class Agi extends DefaultAgiServer {

        private Agi(AsteriskSettings settings, AgiScript script) {
            super(script);
            setPoolSize(CORE);
            setMaximumPoolSize(MOST);
            setPort(settings.agiPort());
            setAddress(address(settings.agiBind()));
        }

        private void serve() {
            try {
                startup();
            } catch (IOException | IllegalStateException e) {
                LOG.atError()
                        .addKeyValue("port", getPort())
                        .addKeyValue("cause", e.getMessage())
                        .log("dialogue-server-stopped");
            }
        }

        @Override
        protected ThreadPoolExecutor createPool() {
            return new ThreadPoolExecutor(
                    CORE,
                    MOST,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofVirtual().name("dialogue-", 0).factory());
        }
    }

    static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("allo.telephony.asterisk.agi-bind is not an address: " + host, e);
        }
    }
}
