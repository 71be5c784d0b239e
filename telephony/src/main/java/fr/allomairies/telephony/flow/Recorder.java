package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.call.CallId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// The recorder of a line. It writes while we are away too, and keeps what it wrote until it is told to forget it.
/// Commands return at once; a line that is away does not get them. Safe for many threads.
public interface Recorder {

    /// Records what citizen and agent say to each other from now on, and nothing while they do not. Nothing happens
    /// when this segment was begun before.
    ///
    /// @param segment a pause ends one; the next has the next number
    void start(CallId call, int segment);

    /// Nothing happens when nothing is recorded.
    void stop(CallId call);

    /// The segments of each call that are there, also of those that go on. Of a line with several servers of those
    /// which can tell now, and have told the last [#objections].
    Map<CallId, SortedSet<Integer>> segments() throws IOException;

    /// Whether the last [#segments] would have told of the call.
    boolean reaches(CallId call);

    /// A WAV file, whose header may not know its length: the line may have died while it wrote.
    InputStream sound(CallId call, int segment) throws IOException;

    void forget(CallId call, int segment);

    /// Calls whose citizen has objected in mid-call, which the line has heard also while we were away.
    Set<CallId> objections() throws IOException;

    void forgetObjection(CallId call);
}
