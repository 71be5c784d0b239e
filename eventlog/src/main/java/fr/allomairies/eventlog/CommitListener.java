package fr.allomairies.eventlog;

import fr.allomairies.contact.Event;
import java.util.List;

/// Hears at once what this node has committed, before any reader of the log. Declare a bean of this type.
///
/// It is a hint and no promise: nothing of other nodes, nothing after a crash, and no order between transactions that
/// commit side by side. A [LogFollower] brings the same again, and must be listened to as well.
public interface CommitListener {

    /// By the thread that has committed, whose transaction is over but still bound to it: no database, no waiting.
    ///
    /// @param events of one transaction, in its order
    void committed(List<Event> events);
}
