package fr.allomairies.application.security;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The answers that are still being written on this node, each with the session that asked for it: when that is over,
/// so are they.
@Component
class OpenStreams {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

    private final OpenSessions sessions;
    private final Map<AsyncContext, SignedInAs> open = new ConcurrentHashMap<>();
    private final SignInUsers users;

    private record SignedInAs(String session, SignedIn who) {}

    OpenStreams(OpenSessions sessions, SignInUsers users) {
        this.sessions = sessions;
        this.users = users;
    }

    void add(AsyncContext stream, String session, SignedIn who) {
        open.put(stream, new SignedInAs(session, who));
        stream.addListener(new Forget(stream));
    }

    @Scheduled(fixedDelayString = "PT1S")
    void closeThoseThatAreOver() {
        try {
            open.forEach((stream, as) -> {
                if (sessions.find(as.session).isEmpty() || !users.stillHolds(as.who)) {
                    open.remove(stream);
                    close(stream);
                }
            });
        } catch (DataAccessException _) {
            // nobody is sent away while the database is
        }
    }

    private static void close(AsyncContext stream) {
        try {
            stream.complete();
        } catch (IllegalStateException e) {
            LOG.atDebug().setCause(e).log("stream-closed-already");
        }
    }

    private final class Forget implements AsyncListener {

        private final AsyncContext stream;

        Forget(AsyncContext stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent end) {
            open.remove(stream);
        }

        @Override
        public void onTimeout(AsyncEvent end) {
            open.remove(stream);
        }

        @Override
        public void onError(AsyncEvent end) {
            open.remove(stream);
        }

        @Override
        public void onStartAsync(AsyncEvent again) {
            // a new one of the same request, which the filter adds
        }
    }
}
