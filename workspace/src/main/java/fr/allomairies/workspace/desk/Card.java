package fr.allomairies.workspace.desk;

import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.CallRecording.Mark;
import fr.allomairies.telephony.Telephony.Outward;
import fr.allomairies.telephony.Telephony.SentOutside;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact in an agent's hand, or ringing, as the desk shows it.
///
/// @param until end of the lease while ringing, end of the wrap-up in wrap-up
/// @param cutOff the call waits for her phone, which was lost in mid-call and rings as soon as it can
/// @param heldSince when she put the caller on hold; absent for who is not
/// @param recording whether what they say is recorded now; absent for a call that is not recorded at all
/// @param listening whether somebody listens; absent where nobody may, and for who objected
/// @param dialled the city's number that was called; absent for another channel, and where nothing was said of
///     the one number that the city has
/// @param again the same number had called shortly before; absent where not, and for a withheld number
/// @param callback the citizen hung up and is called back when she takes it
/// @param outward how far a call is that she makes; absent for any other
/// @param caller who it is, as far as we know; empty for nobody known
/// @param number of the ticket
/// @param place the address where it is, or the commune; empty where it was not said
/// @param said what the contact began with, such as the talk with the assistant, to be read before it is taken; empty
///     for a call to which it did not speak
/// @param passed by whom it came to her; absent for a contact that no colleague transferred
/// @param passedOn she has transferred the call: only her wrap-up is left
/// @param consult she asks a colleague or an outside number about it, or is asked; `passed` then says by whom, and
///     with what word
/// @param outside where she sends the caller, or where he has left for; absent for nowhere
record Card(
        String contact,
        String channel,
        Phase phase,
        Instant since,
        @Nullable Instant until,
        boolean cutOff,
        @Nullable Instant heldSince,
        @Nullable Mark recording,
        @Nullable Listening listening,
        @Nullable Dialled dialled,
        @Nullable Again again,
        boolean callback,
        @Nullable Outward outward,
        String category,
        String categoryLabel,
        String caller,
        String number,
        String ticket,
        String subject,
        String place,
        String said,
        Reason why,
        @Nullable Passed passed,
        boolean passedOn,
        @Nullable Consult consult,
        @Nullable SentOutside outside) {

    /// @param by name of who listens now; absent for nobody, and where the house does not tell
    /// @param mode who hears him
    record Listening(@Nullable String by, Mode mode) {}

    /// @param asked whether she is the one who is asked, and not who asks
    /// @param colleague name of the other one, or of whoever is outside
    /// @param speaks whether they hear each other
    /// @param joined whether the citizen hears both
    record Consult(boolean asked, String colleague, boolean speaks, boolean joined) {}

    /// @param number as people write it
    /// @param name empty for a number of which nothing was said
    record Dialled(String number, String name) {}

    /// @param calls in the last 24 hours, before this one
    /// @param at of the last of them
    /// @param ticket number of its ticket; empty when it came to none
    record Again(int calls, Instant at, String ticket) {}

    /// A colleague has passed it on.
    ///
    /// @param by name of who did
    /// @param note what she wrote for whoever is next; empty for nothing
    record Passed(String by, String note) {}

    /// Why this contact came to this agent.
    record Reason(long waitedSeconds, List<SkillLevel> skills) {}

    /// @param level the agent's own
    record SkillLevel(String skill, String label, int level) {}
}
