package fr.allomairies.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An Asterisk of the product, started by the product's own scripts on ports of its own.
public final class RealAsterisk implements AutoCloseable {

    private static final int RTP_PORTS = 400;

    private final Path run;
    private final Map<String, String> environment = new HashMap<>();

    private RealAsterisk(Path run) {
        this.run = run;
    }

    /// @param settings environment of docker/asterisk/asterisk that is to differ from the defaults
    public static RealAsterisk start(Map<String, String> settings) {
        return start(settings, Map.of());
    }

    /// @param local files that an operator has added, by their names
    public static RealAsterisk start(Map<String, String> settings, Map<String, String> local) {
        try {
            var asterisk = new RealAsterisk(Files.createTempDirectory("allo-asterisk-"));
            asterisk.prepare(settings);
            asterisk.write(local);
            asterisk.start();
            return asterisk;
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder for Asterisk", e);
        }
    }

    private void prepare(Map<String, String> settings) {
        var rtp = FreePorts.range(RTP_PORTS);
        environment.put("DIST", Repository.tree("asterisk").toString());
        environment.put("RUN", run.toString());
        environment.put("SIP_PORT", port());
        environment.put("AMI_PORT", port());
        environment.put("HTTP_PORT", port());
        environment.put("AGI_PORT", port());
        environment.put("OUTGOING_HOST", "127.0.0.1:" + port());
        environment.put("RTP_START", Integer.toString(rtp));
        environment.put("RTP_END", Integer.toString(rtp + RTP_PORTS - 1));
        environment.putAll(settings);
    }

    private void write(Map<String, String> local) throws IOException {
        var folder = Files.createDirectory(run.resolve("local"));
        for (var file : local.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static String port() {
        return Integer.toString(FreePorts.kept());
    }

    /// Also again, after [#stop], with what it knew before.
    public void start() {
        script("start");
    }

    public void stop() {
        script("stop");
    }

    /// At once, as when its machine loses power.
    public void kill() {
        var process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    public String cli(String command) {
        return script("cli", command);
    }

    private String script(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Repository.root().resolve("docker/asterisk/asterisk").toString());
        command.addAll(List.of(arguments));
        return Repository.run(environment, command);
    }

    public int sipPort() {
        return number("SIP_PORT");
    }

    /// Where it calls citizens: whoever stands there is everybody's phone.
    public int outgoingPort() {
        return Integer.parseInt(environment.getOrDefault("OUTGOING_HOST", "").split(":")[1]);
    }

    public int amiPort() {
        return number("AMI_PORT");
    }

    public int httpPort() {
        return number("HTTP_PORT");
    }

    public int agiPort() {
        return number("AGI_PORT");
    }

    public String amiSecret() {
        return secret("AMI_SECRET");
    }

    public String ariSecret() {
        return secret("ARI_SECRET");
    }

    /// The process, for tests that stop or freeze it.
    public long pid() {
        return Long.parseLong(read(run.resolve("run/asterisk.pid")).strip());
    }

    /// The names of the files that the answering machine keeps.
    public List<String> recordings() {
        try (var files = Files.list(run.resolve("spool/recording"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a channel hears from now on, for so long, as a WAV file.
    public byte[] heard(String channel, Duration duration) {
        var folder = run.resolve("spool/recording");
        var heard = folder.resolve("heard-" + System.nanoTime() + ".wav");
        var both = folder.resolve("both-" + System.nanoTime() + ".wav");
        try {
            cli("mixmonitor start " + channel + " " + both + ",t(" + heard + ")");
            Thread.sleep(duration);
            cli("mixmonitor stop " + channel);
            while (Files.notExists(heard)) {
                Thread.sleep(50);
            }
            Thread.sleep(300);
            var sound = Files.readAllBytes(heard);
            Files.delete(heard);
            Files.deleteIfExists(both);
            return sound;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int number(String name) {
        return Integer.parseInt(environment.getOrDefault(name, ""));
    }

    private String secret(String name) {
        return read(run.resolve("lib").resolve(name)).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /// What the application needs to know of it.
    public Map<String, String> properties() {
        return Map.of(
                "allo.telephony.adapter", "asterisk",
                "allo.telephony.asterisk.ami-port", Integer.toString(amiPort()),
                "allo.telephony.asterisk.ami-secret", amiSecret(),
                "allo.telephony.asterisk.http-port", Integer.toString(httpPort()),
                "allo.telephony.asterisk.ari-secret", ariSecret(),
                "allo.telephony.asterisk.agi-port", Integer.toString(agiPort()),
                "allo.telephony.asterisk.sip-port", Integer.toString(sipPort()));
    }

    /// What the application needs to know of it beside the first one, whose `AGI_PORT` it must have, with a
    /// `SYSTEM_NAME` of its own.
    public Map<String, String> propertiesBesideAnother() {
        var other = "allo.telephony.asterisk.others[0].";
        return Map.of(
                other + "name", environment.getOrDefault("SYSTEM_NAME", ""),
                other + "ami-port", Integer.toString(amiPort()),
                other + "ami-secret", amiSecret(),
                other + "http-port", Integer.toString(httpPort()),
                other + "ari-secret", ariSecret(),
                other + "sip-port", Integer.toString(sipPort()));
    }

    /// Stops it and removes its folder.
    @Override
    public void close() {
        stop();
        Repository.run(Map.of(), List.of("rm", "-rf", run.toString()));
    }
}
