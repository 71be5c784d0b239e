package fr.allomairies.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Callers and agents' phones with real SIP and RTP, played by SIPp on loopback. Keys are sent as RFC 4733 events, for
/// which SIPp opens a raw socket: that needs root or the capability CAP_NET_RAW.
public final class Sipp implements AutoCloseable {

    /// The voice of whoever calls, and of whoever answers.
    public static final double CALLER_HERTZ = 320;

    public static final double AGENT_HERTZ = 500;

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CONTACT = "<sip:[field0]@[local_ip]:[local_port];transport=[transport]>";
    private static final String MUTE =
            "  <nop><action><exec rtp_stream=\"[silence],-1,8,PCMA/8000\"/></action></nop>\n";
    private static final String PAGE_LEFT = "Reason: Q.850;cause=41;text=\"page left\"\n";
    private static final int REGISTER_SECONDS = 20;
    private static final int REGISTER_ATTEMPTS = 3;
    private static final int REGISTRATION_SECONDS = 7_200;
    private static final int MEDIA_PORTS_OF_A_CALLER = 8;
    /// And those of one phone more, for the next call begins while the last one ends.
    private static final int MEDIA_PORTS_OF_A_PHONE = 8;
    private static final int MEDIA_PORTS_OF_A_CALL = 4;
    private static final int MOST_CALLS_AT_ONCE = 500;
    private static final int TRIES = 7;

    private final Path tree;
    private final String server;
    private final Path folder;
    private final Path sound;
    private volatile Path answer;
    private final Path silence;
    private final List<SippRun> runs = new ArrayList<>();

    private Sipp(Path tree, int sipPort, Path folder) {
        this.tree = tree;
        this.server = LOOPBACK + ":" + sipPort;
        this.folder = folder;
        this.sound = folder.resolve("sound.alaw");
        this.answer = folder.resolve("answer.alaw");
        this.silence = folder.resolve("silence.alaw");
    }

    /// @param sipPort of the Asterisk on this machine that is called and registered at
    public static Sipp against(int sipPort) {
        try {
            var sipp = new Sipp(Repository.tree("sipp"), sipPort, Files.createTempDirectory("allo-sipp-"));
            write(sipp.sound, Alaw.tone(CALLER_HERTZ, Duration.ofSeconds(2)));
            write(sipp.answer, Alaw.tone(AGENT_HERTZ, Duration.ofSeconds(2)));
            write(sipp.silence, Alaw.silence(Duration.ofSeconds(2)));
            return sipp;
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder for SIPp", e);
        }
    }

    /// What a citizen does once he is answered; then he stays for `stay`, or until he is hung up on.
    ///
    /// @param from his number
    public record Caller(String number, String from, List<Step> steps, Duration stay) {

        public Caller {
            steps = List.copyOf(steps);
        }

        /// Presses the keys, the first after a second, and stays.
        public static Caller pressing(String number, String from, String keys, Duration stay) {
            var steps = new ArrayList<Step>();
            for (char key : keys.toCharArray()) {
                steps.add(new Step.Pause(Duration.ofMillis(1_000)));
                steps.add(new Step.Key(key));
            }
            return new Caller(number, from, steps, stay);
        }

        /// Asks for a person, by zero again and again: on a busy machine the menu may begin late.
        public static Caller askingForAPerson(String number, String from, Duration stay) {
            return pressing(number, from, "0".repeat(TRIES), stay);
        }
    }

    /// One of many callers. Calls at his time, listens, presses his key, and stays until he leaves or is hung up on.
    ///
    /// @param at counted from the start of all
    /// @param key without one he leaves after listening
    public record TimedCaller(
            Duration at, String from, @Nullable Character key, Duration listens, Duration stay) {}

    public sealed interface Step {

        record Pause(Duration duration) implements Step {}

        record Key(char key) implements Step {}

        /// From now on nothing is heard of him.
        record Mute() implements Step {}
    }

    /// Whoever answers at phones that are there from now on has this voice.
    public void voice(double hertz) {
        var other = folder.resolve("answer-" + hertz + ".alaw");
        write(other, Alaw.tone(hertz, Duration.ofSeconds(2)));
        answer = other;
    }

    /// A SIP phone's account.
    public record Account(String user, String password) {}

    /// How phones answer.
    public sealed interface Manner {

        /// @param ring how long it rings before it is answered
        /// @param talk after which the agent hangs up
        record Answers(Duration ring, Duration talk) implements Manner {}

        /// Answers at once, and its owner presses the hold key after a while, and again.
        record Holds(Duration talk, Duration hold) implements Manner {}

        /// Is left in mid-call as a browser's phone is.
        ///
        /// @param ring how long it rings before it is answered
        record Leaves(Duration ring, Duration talk) implements Manner {}

        /// @param status such as `603 Decline` or `486 Busy Here`
        record Rejects(String status) implements Manner {}
    }

    /// Answers at once and never hangs up.
    public static final Manner AT_ONCE = new Manner.Answers(Duration.ofMillis(1), Duration.ofHours(2));

    /// Rings for ever.
    public static final Manner NEVER = new Manner.Answers(Duration.ofHours(2), Duration.ofHours(2));

    /// One citizen calls.
    public SippRun call(Caller caller) {
        return call(caller, UUID.randomUUID() + "@" + LOOPBACK);
    }

    /// @param callId the SIP Call-ID, by which the call can be found again in what the other side recorded
    public SippRun call(Caller caller, String callId) {
        var scenario = write("caller.xml", Map.of("@STEPS@", steps(caller)));
        var arguments = List.of("-sf", scenario, "-s", caller.number(), "-key", "caller", caller.from(), "-m", "1");
        return start(
                FreePorts.one(),
                MEDIA_PORTS_OF_A_CALLER,
                Stream.concat(arguments.stream(), Stream.of("-cid_str", callId)).toList());
    }

    /// Many citizens call, each at his time, out of one process: one for each would leave the machine to nothing else.
    /// The run logs `answered N` and `over N` for the caller at place N, counted from one. Who is not over when the
    /// run has ended was refused, or broke off.
    ///
    /// @param callIds the SIP Call-IDs, with `%u` for the place
    public SippRun call(String number, List<TimedCaller> callers, String callIds) {
        var voice = folder.resolve("voice.pcap");
        var longest =
                callers.stream().map(TimedCaller::stay).max(Duration::compareTo).orElse(Duration.ZERO);
        write(voice, Crowd.voice(longest.plusMinutes(1)));
        var all = Integer.toString(callers.size());
        return start(
                FreePorts.one(),
                Math.min(callers.size(), MOST_CALLS_AT_ONCE) * MEDIA_PORTS_OF_A_CALL,
                List.of(
                        "-sf",
                        write("callers.xml", Crowd.values(tree.resolve("share/sip-tester"), voice)),
                        "-inf",
                        file("callers", ".csv", Crowd.list(callers)),
                        "-s",
                        number,
                        "-cid_str",
                        callIds,
                        "-m",
                        all,
                        "-l",
                        all,
                        "-r",
                        "1000"));
    }

    /// Citizens call one after the other and stay until they are hung up on; whoever asks for it sends and hears their
    /// sound. The run logs `answered N PORT` and `over N` for the caller at place N, counted from one, with the
    /// port at which his sound is taken.
    ///
    /// @param ports one for each caller's sound, on loopback
    public SippRun callWithoutSound(String number, List<Integer> ports, int perSecond) {
        var lines = ports.stream()
                .map(port -> "+33%09d;%d".formatted(600_000_000 + port, port))
                .collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n"));
        var all = Integer.toString(ports.size());
        return start(
                FreePorts.one(),
                MEDIA_PORTS_OF_A_CALLER,
                List.of(
                        "-sf",
                        write("signalling-callers.xml", Map.of()),
                        "-inf",
                        file("callers", ".csv", lines),
                        "-s",
                        number,
                        "-m",
                        all,
                        "-l",
                        all,
                        "-r",
                        Integer.toString(perSecond)));
    }

    /// Registers the phones and lets them answer. One process serves them all, on one port, from which they register:
    /// so what NAT does to contacts is done to them too.
    public SippRun phones(List<Account> accounts, Manner manner) {
        var port = FreePorts.one();
        register(port, accounts, REGISTRATION_SECONDS);
        return listening(port, MEDIA_PORTS_OF_A_PHONE * (accounts.size() + 1), List.of("-sf", scenario(manner)));
    }

    /// The phones of all citizens who are called, and say nothing.
    public SippRun citizens(int port, Manner manner) {
        return listening(port, MEDIA_PORTS_OF_A_PHONE * 2, List.of("-sf", scenario(manner)));
    }

    private String scenario(Manner manner) {
        return switch (manner) {
            case Manner.Answers(var ring, var talk) -> phone(ring, talk, "", "");
            case Manner.Leaves(var ring, var talk) -> phone(ring, talk, "", PAGE_LEFT);
            case Manner.Holds(var talk, var hold) ->
                phone(
                        Duration.ofMillis(1),
                        Duration.ofHours(2),
                        press("holds", talk, 1, "sendonly") + press("resumes", hold, 2, "sendrecv"),
                        "");
            case Manner.Rejects(var status) -> write("rejecting-phone.xml", Map.of("@ANSWER@", status));
        };
    }

    /// The phones of all citizens who are called. They answer after `ring`, say by the key that somebody is there,
    /// and stay.
    ///
    /// @param key without one it is a machine that answers
    public SippRun citizens(int port, Duration ring, @Nullable Character key) {
        var pressed = key == null
                ? ""
                : "  <pause milliseconds=\"1500\"/>\n  <nop><action><exec play_pcap_audio=\"" + event(key)
                        + "\"/></action></nop>\n";
        return listening(
                port,
                MEDIA_PORTS_OF_A_PHONE * 2,
                List.of(
                        "-sf",
                        write(
                                "phone.xml",
                                Map.of(
                                        "@RING@",
                                        millis(ring),
                                        "@TALK@",
                                        millis(Duration.ofHours(2)),
                                        "@HOLD@",
                                        "",
                                        "@REASON@",
                                        "",
                                        "@PRESSED@",
                                        pressed))));
    }

    private String phone(Duration ring, Duration talk, String hold, String reason) {
        return write(
                "phone.xml",
                Map.of(
                        "@RING@",
                        millis(ring),
                        "@TALK@",
                        millis(talk),
                        "@HOLD@",
                        hold,
                        "@REASON@",
                        reason,
                        "@PRESSED@",
                        ""));
    }

    private static String press(String log, Duration after, int number, String direction) {
        return filled(
                "hold.xml",
                Map.of(
                        "@LOG@", log,
                        "@MILLIS@", millis(after),
                        "@CSEQ@", Integer.toString(number),
                        "@VERSION@", Integer.toString(number + 1),
                        "@DIRECTION@", direction));
    }

    /// The phones are pulled out.
    public void unregister(List<Account> accounts) {
        register(FreePorts.one(), accounts, 0);
    }

    /// A packet that comes twice on a busy machine confuses SIPp, and a registration may be repeated.
    private void register(int port, List<Account> accounts, int seconds) {
        for (var attempt = 1; ; attempt++) {
            var run = registration(port, accounts, seconds);
            if (run.awaitEnd(Duration.ofSeconds(REGISTER_SECONDS)) && run.exitCode() == 0) {
                return;
            }
            if (attempt == REGISTER_ATTEMPTS) {
                throw new IllegalStateException("phones did not register: " + run.said());
            }
            run.kill();
        }
    }

    private SippRun registration(int port, List<Account> accounts, int seconds) {
        var lines = accounts.stream()
                .map(account -> account.user() + ";[authentication username=" + account.user() + " password="
                        + account.password() + "]")
                .collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n"));
        return start(
                port,
                MEDIA_PORTS_OF_A_CALLER,
                List.of(
                        "-sf",
                        write("register.xml", Map.of("@CONTACT@", seconds == 0 ? "*" : CONTACT)),
                        "-inf",
                        file("accounts", ".csv", lines),
                        "-key",
                        "expires",
                        Integer.toString(seconds),
                        "-m",
                        Integer.toString(accounts.size()),
                        "-r",
                        "100"));
    }

    /// A call that comes before the port is there is refused by the machine itself.
    private SippRun listening(int port, int mediaPorts, List<String> arguments) {
        var run = start(port, mediaPorts, arguments);
        run.awaitPort(port);
        return run;
    }

    private SippRun start(int port, int mediaPorts, List<String> arguments) {
        var media = FreePorts.range(mediaPorts);
        var control = FreePorts.one();
        var log = folder.resolve("log-" + port + "-" + System.nanoTime());
        var command = new ArrayList<>(List.of(program(), server, "-i", LOOPBACK, "-p", Integer.toString(port)));
        command.addAll(List.of("-min_rtp_port", Integer.toString(media)));
        command.addAll(List.of("-max_rtp_port", Integer.toString(media + mediaPorts - 1)));
        command.addAll(
                List.of("-cp", Integer.toString(control), "-nostdin", "-trace_logs", "-log_file", log.toString()));
        command.addAll(List.of("-trace_err", "-error_file", log + ".err", "-key", "sound", sound.toString()));
        command.addAll(List.of("-key", "answer", answer.toString()));
        command.addAll(List.of("-key", "silence", silence.toString()));
        command.addAll(arguments);
        var run = SippRun.start(command, folder, log, control);
        synchronized (runs) {
            runs.add(run);
        }
        return run;
    }

    private String steps(Caller caller) {
        var xml = new StringBuilder();
        var label = 0;
        for (var step : caller.steps()) {
            xml.append(
                    switch (step) {
                        case Step.Pause(var duration) -> pause(duration, "after" + label++);
                        case Step.Key(char key) ->
                            "  <nop><action><exec play_pcap_audio=\"" + event(key) + "\"/></action></nop>\n";
                        case Step.Mute() -> MUTE;
                    });
        }
        return xml.append(pause(caller.stay(), "leave-now")).toString();
    }

    /// The telephone events that SIPp brings along.
    private Path event(char key) {
        var name = switch (key) {
            case '*' -> "star";
            case '#' -> "pound";
            default -> String.valueOf(key);
        };
        return tree.resolve("share/sip-tester/dtmf_2833_" + name + ".pcap");
    }

    private static String pause(Duration duration, String label) {
        return """
                  <recv request="BYE" timeout="%d" ontimeout="%s" next="released"/>
                  <label id="%s"/>
                """.formatted(Math.max(1, duration.toMillis()), label, label);
    }

    private String program() {
        return tree.resolve("bin/sipp").toString();
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }

    private String write(String scenario, Map<String, String> values) {
        return file(scenario, ".xml", filled(scenario, values));
    }

    private static String filled(String scenario, Map<String, String> values) {
        try (var resource = Sipp.class.getResourceAsStream("/sipp/" + scenario)) {
            var text = new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new IllegalStateException("scenario " + scenario, e);
        }
    }

    private String file(String name, String suffix, String text) {
        var file = folder.resolve(name + '-' + System.nanoTime() + suffix);
        write(file, text.getBytes(StandardCharsets.UTF_8));
        return file.toString();
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write for SIPp", e);
        }
    }

    /// Everybody hangs up, and all processes end.
    @Override
    public void close() {
        synchronized (runs) {
            runs.forEach(SippRun::hangUp);
            runs.forEach(run -> {
                if (!run.awaitEnd(Duration.ofSeconds(3))) {
                    run.kill();
                }
            });
            runs.clear();
        }
        Repository.run(Map.of(), List.of("rm", "-rf", folder.toString()));
    }
}
