package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.WavHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.SortedSet;

/// The samples of all segments of a call, one after the other. A segment is fetched when it is come to, and let go
/// before the next.
final class RecordedSound extends InputStream {

    private final Recorder recorder;
    private final CallId call;
    private final Iterator<Integer> next;
    private InputStream segment = InputStream.nullInputStream();

    RecordedSound(Recorder recorder, CallId call, SortedSet<Integer> segments) {
        this.recorder = recorder;
        this.call = call;
        this.next = segments.iterator();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        var had = segment.read(into, from, most);
        while (had < 0 && next.hasNext()) {
            segment.close();
            segment = recorder.sound(call, next.next());
            segment.readNBytes(WavHeader.BYTES);
            had = segment.read(into, from, most);
        }
        return had;
    }

    @Override
    public void close() throws IOException {
        segment.close();
    }
}
