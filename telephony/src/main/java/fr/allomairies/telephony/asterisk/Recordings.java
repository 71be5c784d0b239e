package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the answering machine of the dialplan recorded. Asterisk keeps it on its disk until we delete it, so that
/// neither our death nor its own loses it.
final class Recordings {

    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final String STORED = "recordings/stored";
    private static final String PREFIX = "voicemail-";
    private static final Pattern NAME = Pattern.compile("\"name\":\\s*\"" + PREFIX + "([A-Za-z0-9._-]{1,150})\"");

    private final Ari ari;

    Recordings(Ari ari) {
        this.ari = ari;
    }

    /// The calls of which there is one.
    Set<CallId> list() throws IOException {
        var found = NAME.matcher(new String(ask(STORED).body(), StandardCharsets.UTF_8));
        var calls = new HashSet<CallId>();
        while (found.find()) {
            calls.add(new CallId(found.group(1)));
        }
        return calls;
    }

    Optional<byte[]> of(CallId call) {
        try {
            var answer = ask(path(call) + "/file");
            return answer.statusCode() == Ari.OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What could not be deleted now goes with a later re-sync.
    void delete(CallId call) {
        try {
            var status = ari.delete(path(call));
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

    private HttpResponse<byte[]> ask(String path) throws IOException {
        var answer = ari.get(path);
        if (answer.statusCode() != Ari.OK && answer.statusCode() != Ari.NOT_FOUND) {
            throw new IOException("recordings cannot be read, status " + answer.statusCode());
        }
        return answer;
    }

    private static String path(CallId call) {
        return STORED + "/" + PREFIX + call;
    }
}
