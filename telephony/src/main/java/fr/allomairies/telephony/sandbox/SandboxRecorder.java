package fr.allomairies.telephony.sandbox;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.WavHeader;
import fr.allomairies.telephony.flow.Recorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Nobody speaks on this line: each segment is a second of silence.
final class SandboxRecorder implements Recorder {

    private static final int SECOND = 16_000;

    private final Map<CallId, SortedSet<Integer>> segments = new ConcurrentHashMap<>();

    @Override
    public void start(CallId call, int segment) {
        segments.merge(call, new TreeSet<>(Set.of(segment)), SandboxRecorder::both);
    }

    private static SortedSet<Integer> both(SortedSet<Integer> some, SortedSet<Integer> more) {
        var all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    @Override
    public void stop(CallId call) {
        // a second is over as soon as it began
    }

    @Override
    public Map<CallId, SortedSet<Integer>> segments() {
        return Map.copyOf(segments);
    }

    @Override
    public boolean reaches(CallId call) {
        return true;
    }

    @Override
    public InputStream sound(CallId call, int segment) throws IOException {
        if (!segments.getOrDefault(call, new TreeSet<>()).contains(segment)) {
            throw new IOException("there is no segment " + segment + " of " + call);
        }
        var wav = new byte[WavHeader.BYTES + SECOND];
        System.arraycopy(WavHeader.of(SECOND), 0, wav, 0, WavHeader.BYTES);
        return new ByteArrayInputStream(wav);
    }

    @Override
    public void forget(CallId call, int segment) {
        segments.computeIfPresent(call, (_, there) -> {
            var rest = new TreeSet<>(there);
            rest.remove(segment);
            return rest.isEmpty() ? null : rest;
        });
    }

    @Override
    public Set<CallId> objections() {
        return Set.of();
    }

    @Override
    public void forgetObjection(CallId call) {
        // there is none
    }
}
