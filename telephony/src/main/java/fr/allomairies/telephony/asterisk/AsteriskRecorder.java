package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asteriskjava.manager.action.DbDelAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// MixMonitor on the citizen's channel, which outlives holds and agents' phones. Its files lie where those of the
/// answering machine do.
final class AsteriskRecorder implements Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskRecorder.class);
    private static final String STORED = "recordings/stored";
    private static final Pattern NAME = Pattern.compile("\"name\":\\s*\"talk-([A-Za-z0-9._-]{1,150})-([0-9]{1,6})\"");
    private static final String OBJECTED = "allo-objected";
    /// Only what is said in a bridge: neither the music of a hold nor what an agent says meanwhile.
    private static final String WHILE_BRIDGED = "b";

    private final AmiLink ami;
    private final Ari ari;

    AsteriskRecorder(AmiLink ami, Ari ari) {
        this.ami = ami;
        this.ari = ari;
    }

    /// The channel remembers the file of its last recording.
    @Override
    public void start(CallId call, int segment) {
        var file = name(call, segment) + ".wav";
        ask(new GetVarAction(call.value(), "MIXMONITOR_FILENAME"), last -> {
            if (!last.endsWith("/" + file)) {
                ask(new GetVarAction("ALLO_RECORDINGS"), folder -> record(call, folder + "/" + file));
            }
        });
    }

    private void record(CallId call, String file) {
        ami.send(new MixMonitorAction(call.value(), file, WHILE_BRIDGED), answer -> {
            if (!"Success".equals(answer.getResponse())) {
                LOG.atWarn()
                        .addKeyValue("call", call)
                        .addKeyValue("cause", answer.getMessage())
                        .log("recording-not-begun");
            }
        });
    }

    /// Nothing comes of a channel that is no more.
    private void ask(GetVarAction question, Consumer<String> then) {
        ami.send(question, answer -> {
            if ("Success".equals(answer.getResponse())) {
                then.accept(Objects.requireNonNullElse(answer.getAttribute("Value"), ""));
            }
        });
    }

    @Override
    public void stop(CallId call) {
        ami.send(new StopMixMonitorAction(call.value()));
    }

    @Override
    public Map<CallId, SortedSet<Integer>> segments() throws IOException {
        var answer = ari.get(STORED);
        if (answer.statusCode() != Ari.OK) {
            throw new IOException("recordings cannot be listed, status " + answer.statusCode());
        }
        var found = NAME.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        var segments = new HashMap<CallId, SortedSet<Integer>>();
        while (found.find()) {
            segments.computeIfAbsent(new CallId(found.group(1)), _ -> new TreeSet<>())
                    .add(Integer.valueOf(found.group(2)));
        }
        return segments;
    }

    @Override
    public InputStream sound(CallId call, int segment) throws IOException {
        var answer = ari.open(path(call, segment) + "/file");
        if (answer.statusCode() != Ari.OK) {
            answer.body().close();
            throw new IOException("a recording cannot be read, status " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public boolean reaches(CallId call) {
        return ami.connected();
    }

    /// What could not be deleted now goes with a later turn.
    @Override
    public void forget(CallId call, int segment) {
        try {
            var status = ari.delete(path(call, segment));
            if (status != Ari.GONE && status != Ari.NOT_FOUND) {
                throw new IOException("status " + status);
            }
        } catch (IOException e) {
            LOG.atInfo()
                    .addKeyValue("call", call)
                    .addKeyValue("cause", e.getMessage())
                    .log("recording-not-deleted");
        }
    }

    @Override
    public Set<CallId> objections() throws IOException {
        return ami.list(new DbGetTreeAction(OBJECTED), DBGetTreeResponseEvent.class).stream()
                .map(line -> line.getKey() == null ? "" : line.getKey())
                .map(key -> key.substring(key.lastIndexOf('/') + 1))
                .filter(CallId::isOne)
                .map(CallId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public void forgetObjection(CallId call) {
        ami.send(new DbDelAction(OBJECTED, call.value()));
    }

    private static String path(CallId call, int segment) {
        return STORED + "/" + name(call, segment);
    }

    private static String name(CallId call, int segment) {
        return "talk-" + call + "-" + segment;
    }
}
