package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// Each call is recorded by the server that has it. What one that is away has written comes when it is back.
final class ServersRecorder implements Recorder {

    private final Servers servers;

    ServersRecorder(Servers servers) {
        this.servers = servers;
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
    public Map<CallId, SortedSet<Integer>> segments() throws IOException {
        var segments = new HashMap<CallId, SortedSet<Integer>>();
        for (var server : servers.reached()) {
            segments.putAll(server.recorder().segments());
        }
        return segments;
    }

    @Override
    public boolean reaches(CallId call) {
        return of(call).reaches(call);
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
    public Set<CallId> objections() throws IOException {
        var objections = new HashSet<CallId>();
        for (var server : servers.reached()) {
            objections.addAll(server.recorder().objections());
        }
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
