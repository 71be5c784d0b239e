package fr.allomairies.eventlog;

import fr.allomairies.contact.Event;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Those who listen, as long as the followers run. What goes wrong with one changes nothing for whoever committed.
@Component
class CommitListeners {

    private static final Logger LOG = LoggerFactory.getLogger(CommitListeners.class);

    private volatile List<CommitListener> listening = List.of();

    void listen(List<CommitListener> listeners) {
        listening = List.copyOf(listeners);
    }

    void tell(List<Event> events) {
        for (var listener : listening) {
            try {
                listener.committed(events);
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("commit-listener-failed");
            }
        }
    }
}
