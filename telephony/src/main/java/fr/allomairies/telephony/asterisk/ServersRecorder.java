package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each call is recorded by the server that has it. What one that is away has written comes when it is back.
final class ServersRecorder implements Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(ServersRecorder.class);

    private final Servers servers;
    private volatile List<Asterisk> objectionsTold;
    private volatile List<Asterisk> segmentsTold = List.of();

    ServersRecorder(Servers servers) {
        this.servers = servers;
        this.objectionsTold = servers.all();
    }

    @Override
    public void start(CallId call, int segment) {
        of(call).start(call, segment);
    }

    @Override
    public void stop(CallId call) {
        of(call).stop(call);
    }

    @Override
    public Map<CallId, SortedSet<Integer>> segments() {
        var segments = new HashMap<CallId, SortedSet<Integer>>();
        segmentsTold = objectionsTold.stream()
                .filter(server -> server.ami().connected())
                .filter(server -> tells(server, recorder -> segments.putAll(recorder.segments())))
                .toList();
        return segments;
    }

    /// One that is in trouble does not hold up the others.
    private static boolean tells(Asterisk server, Question question) {
        try {
            question.put(server.recorder());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.atInfo()
                    .addKeyValue("server", server.name())
                    .addKeyValue("cause", e.getMessage())
                    .log("recordings-not-listed");
            return false;
        }
    }

    private interface Question {

        void put(AsteriskRecorder recorder) throws IOException;
    }

    /// A server that has come back since was not asked.
    @Override
    public boolean reaches(CallId call) {
        var server = servers.of(call);
        return segmentsTold.contains(server) && server.recorder().reaches(call);
    }

    @Override
    public InputStream sound(CallId call, int segment) throws IOException {
        return of(call).sound(call, segment);
    }

    @Override
    public void forget(CallId call, int segment) {
        of(call).forget(call, segment);
    }

    @Override
    public Set<CallId> objections() {
        var objections = new HashSet<CallId>();
        objectionsTold = servers.reached().stream()
                .filter(server -> tells(server, recorder -> objections.addAll(recorder.objections())))
                .toList();
        return objections;
    }

    @Override
    public void forgetObjection(CallId call) {
        of(call).forgetObjection(call);
    }

    private AsteriskRecorder of(CallId call) {
        return servers.of(call).recorder();
    }
}
