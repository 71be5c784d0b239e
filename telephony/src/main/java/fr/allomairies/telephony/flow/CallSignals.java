package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.telephony.SelfCalls.Stage;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where a line tells what happens. Returns at once, so that no listener is held up; what is told of one call is taken
/// in the order in which it was told.
public interface CallSignals {

    /// @return the state once it is decided and stored; fails when it could not be
    CompletableFuture<CallState> seen(Sighting sighting, CallEvent event);

    /// Nothing happens when the call is not known.
    void tell(CallId call, CallEvent event);

    /// The citizen has pressed the key by which he objects to being recorded.
    void objected(CallId call);

    /// A supervisor hears a call by now, in that mode.
    void listens(UUID listening, Mode mode);

    /// He does not, or not any more.
    ///
    /// @param failure code of why nothing came of it, such as `not-announced`; absent where the line knows none
    void listeningOver(UUID listening, @Nullable String failure);

    /// He has the call by now, and listens no more.
    void takenOver(UUID listening);

    /// Who listens by our account, to be compared with what the line has.
    List<Listens> listenings();

    /// Calls that are not accounted for, to be compared with what the line has.
    Set<CallId> open();

    /// Which server a call that we make was given to; empty for none.
    Optional<String> carrier(CallId call);

    /// From now on, also after a restart.
    void carries(CallId call, String server);

    /// Those in which an agent hears the citizen's phone ring by our account.
    Set<CallId> calling();

    /// Whether the call is accounted for.
    boolean isOver(CallId call);

    /// Whether it was given up with its server: who is there nonetheless has nobody looking for him.
    boolean isLost(CallId call);

    /// Whether routing can decide: waits some seconds for it to show that.
    boolean alive();

    void phoneReachable(AgentId agent, boolean reachable);

    /// Logins of all agents who were ever given a phone.
    Set<AgentId> agentsWithPhones();

    /// The line is there again, after a start or a break, and its calls are in our hands: it is told at once that we
    /// live, and everything that it may have forgotten.
    void lineReady();

    /// A call of the line to itself has come so far.
    ///
    /// @param channel whose it is, as the line knows it; empty where it does not matter
    void selfCall(String id, Stage reached, String channel);

    /// @param contact whose call it is
    /// @param mode absent while his phone rings
    /// @param due whether the line must have him: of a phone that rings not at once
    record Listens(
            UUID listening, ContactId contact, @Nullable Mode mode, boolean due) {}
}
