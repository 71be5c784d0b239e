package fr.allomairies.application.parts;

import fr.allomairies.application.parts.PartsSettings.AsteriskPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Real Asterisk, fetched and started by the scripts of the product. It lives in a session of its own: when our
/// process dies its calls go on, and the next start of ours finds it and keeps it. Only an orderly stop ends it.
final class AsteriskServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskServer.class);
    private static final int SOUND_PORTS = 1999;

    private final Path scripts;
    private final Map<String, String> settings;
    private final CompletableFuture<String> ready;
    private volatile @Nullable Process running;
    private volatile boolean stopping;

    private AsteriskServer(Path scripts, Map<String, String> settings, int dialoguePort) {
        this.scripts = scripts;
        this.settings = settings;
        // now, because soon we listen there ourselves; the other ports are Asterisk's, and its script looks at them
        this.ready = CompletableFuture.runAsync(() -> Ports.requireFree(dialoguePort), Runnable::run)
                .thenApplyAsync(
                        _ -> fetchAndStart(),
                        task -> Thread.ofVirtual().name("asterisk-start").start(task));
    }

    /// Returns at once; the server is ready, or known to be missing, when [#ready()] says so.
    static AsteriskServer start(Path scripts, Home home, AsteriskPorts ports) {
        var settings = new ConcurrentHashMap<String, String>();
        settings.put("RUN", home.folder("asterisk").toString());
        settings.put("SIP_PORT", Integer.toString(ports.sip()));
        settings.put("HTTP_PORT", Integer.toString(ports.http()));
        settings.put("AMI_PORT", Integer.toString(ports.ami()));
        settings.put("AGI_PORT", Integer.toString(ports.agi()));
        settings.put("RTP_START", Integer.toString(ports.rtp()));
        settings.put("RTP_END", Integer.toString(ports.rtp() + SOUND_PORTS));
        settings.put("AMI_SECRET", home.secret("ami"));
        settings.put("ARI_SECRET", home.secret("ari"));
        return new AsteriskServer(scripts, settings, ports.agi());
    }

    /// Completes with one line about the server, or exceptionally with a [PartFailed] that says why there is none.
    CompletableFuture<String> ready() {
        return ready;
    }

    private String fetchAndStart() {
        settings.put("DIST", run("tools/debian-tree", "asterisk"));
        if (stopping) {
            throw new PartFailed("Asterisk n'a pas eu le temps de démarrer.");
        }
        var line = run("docker/asterisk/asterisk", "start");
        LOG.atInfo().addKeyValue("run", settings.get("RUN")).log("asterisk-started");
        return line;
    }

    /// The last line that the script wrote, which is its result or the sentence that says what is wrong.
    private String run(String script, String command) {
        try {
            var builder = new ProcessBuilder(scripts.resolve(script).toString(), command).redirectErrorStream(true);
            builder.environment().putAll(settings);
            var process = builder.start();
            running = process;
            process.getOutputStream().close();
            var last = process.inputReader().lines().reduce("", (_, line) -> line);
            if (process.waitFor() != 0) {
                throw new PartFailed(last);
            }
            return last;
        } catch (IOException e) {
            throw new PartFailed("%s ne peut pas être lancé : %s".formatted(script, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed(script + " a été interrompu", e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        var unfinished = running;
        if (unfinished != null) {
            unfinished.descendants().forEach(ProcessHandle::destroy);
            unfinished.destroy();
        }
        try {
            run("docker/asterisk/asterisk", "stop");
        } catch (PartFailed e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("asterisk-not-stopped");
        }
    }
}
