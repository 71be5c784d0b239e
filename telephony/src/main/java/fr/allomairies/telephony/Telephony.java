package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The front door of telephony. Safe for many threads.
public interface Telephony {

    /// Within which a call of the same number is told as another attempt.
    Duration AGAIN = Duration.ofHours(24);

    /// What the agent's browser needs to register as a phone. The password is the agent's own and only for that.
    /// Empty while no Asterisk is reachable.
    Optional<BrowserPhone> browserPhone(AgentId agent);

    /// What to type into a SIP phone of the agent. Empty while no Asterisk is reachable.
    Optional<SipPhone> sipPhone(AgentId agent);

    /// Whether a phone of the agent is registered now.
    boolean reachable(AgentId agent);

    /// The agent hangs up.
    Optional<Refusal> hangUp(AgentId agent, ContactId contact);

    /// The citizen hears music until [#resume]; her phone stays connected, and is silent. Returns when it was
    /// asked for: that he is on hold is told by [fr.allomairies.contact.ContactEvent.ContactHeld]. Idempotent.
    /// Refused with `not-in-conversation` for somebody else's caller, with `line-lost` while her phone is away,
    /// and with `in-conference`.
    Optional<Refusal> hold(AgentId agent, ContactId contact);

    /// The agent speaks with him again: [fr.allomairies.contact.ContactEvent.HoldEnded]. Refused with
    /// `no-caller-held` for who is not on hold, and with `line-lost` while her phone is away.
    Optional<Refusal> resume(AgentId agent, ContactId contact);

    /// Passes the citizen on, out of a conversation or off hold: see [Routing#transfer], which decides it. Refused also
    /// with `not-in-conversation` and `in-conference`, and with `telephone-unavailable` while the line cannot be
    /// reached.
    Optional<Refusal> transfer(AgentId agent, ContactId contact, Transfer to);

    /// The agent calls a citizen out of his ticket, with the city's number: her phone rings, then his. It takes her
    /// whole capacity from now on; what came of it is told by the log and kept on the ticket. Refused with
    /// `number-invalid`, `number-premium` or `number-abroad` (see [OutwardSettings]), `telephone-unavailable`,
    /// `phone-unreachable`, `ticket-not-found`, and as [Routing#placeCall] says.
    ///
    /// @param number as people write it here, or with a plus and the code of the country
    Optional<Refusal> call(AgentId agent, TicketId ticket, String number);

    /// She asks a colleague while the citizen is on hold, where he is put first. Routing decides it: see
    /// [fr.allomairies.routing.Routing#consult]. Refused also with `not-in-conversation`, `line-lost`,
    /// `colleague-unreachable` and `telephone-unavailable`.
    ///
    /// @param note what she wrote on the ticket for the colleague
    Optional<Refusal> consult(AgentId agent, ContactId contact, AgentId colleague, @Nullable InteractionId note);

    /// As [#consult], with whoever knows the matter of those who could answer now, as routing chooses. Refused also
    /// with `nobody-free`.
    Optional<Refusal> consult(AgentId agent, ContactId contact, List<SkillNeed> needs, @Nullable InteractionId note);

    /// As [#consult], with an outside number, which her own phone calls: she hears it ring. What comes of it is told by
    /// [fr.allomairies.contact.ContactEvent.OutsideConsultEnded]. Refused as [#sendOutside] is.
    Optional<Refusal> consultOutside(AgentId agent, ContactId contact, String number);

    /// Who is asked is let go, and she holds the citizen still. Nothing happens when nobody is asked.
    Optional<Refusal> cancelConsult(AgentId agent, ContactId contact);

    /// Who is asked has the citizen, and her wrap-up begins: the same happens when she hangs up her phone. Refused
    /// with `no-consult` while they do not speak.
    Optional<Refusal> completeConsult(AgentId agent, ContactId contact);

    /// Citizen, agent and who is asked hear each other from now on:
    /// [fr.allomairies.contact.ContactEvent.ConferenceBegan]. Any of them may leave, and the other two go on:
    /// who is asked by [#cancelConsult], she by [#completeConsult]. Refused with `no-consult` while they do not
    /// speak, and with `in-conference` once they do.
    Optional<Refusal> conference(AgentId agent, ContactId contact);

    /// Whether the citizen hears the agent and whom she asks.
    boolean inConference(ContactId contact);

    /// Sends the citizen to an outside number, out of a conversation or off hold: he hears it ring, and her
    /// phone is kept until somebody answers there. Then her wrap-up begins
    /// ([fr.allomairies.contact.ContactEvent.OutsideTookOver]); else he is with her again
    /// ([fr.allomairies.contact.ContactEvent.OutsideUnanswered]), as with [#resume] meanwhile. Refused with
    /// `number-invalid`, `number-premium` or `number-abroad`, and with `not-in-conversation`, `line-lost`,
    /// `consult-in-progress`, `outside-rings` and `telephone-unavailable`.
    ///
    /// @param number as people write it here, or with a plus and the code of the country
    Optional<Refusal> sendOutside(AgentId agent, ContactId contact, String number);

    /// All that a desk shows of a call, by one question to the database; empty for another channel.
    Optional<CallView> view(ContactId contact);

    /// Who calls; empty for another channel or a withheld number.
    Optional<PhoneNumber> caller(ContactId contact);

    /// Of each call that came in `[from, to)`: our id, and behind a space the network's, where it is known.
    Map<ContactId, String> traces(Instant from, Instant to);

    /// For health, the board and the operator.
    Status status();

    /// @param cutOff whether the agent's line was lost in mid-call: the citizen hears music until her phone, which
    ///     rings as soon as it can, is answered
    /// @param heldSince since when the citizen is on hold, as stored: also after a restart, and while her line is
    ///     lost; absent for who is not
    /// @param callback whether it is a citizen who hung up and is called back
    /// @param outward how far a call is that an agent makes; absent for any other
    /// @param dialled the number of the city that was called, of a callback the one that he had called; absent
    ///     where it is not known, and for the main number as long as nothing was said of it
    /// @param before the call before, when the same number had called within [#AGAIN]; absent for a withheld
    ///     number and for a call that we make
    /// @param outside where he is being sent, or has left for; absent for nowhere
    /// @param asked whom outside the agent asks about him; absent for nobody
    record CallView(
            boolean cutOff,
            @Nullable Instant heldSince,
            boolean callback,
            @Nullable Outward outward,
            @Nullable Dialled dialled,
            @Nullable Before before,
            @Nullable SentOutside outside,
            @Nullable AskedOutside asked) {}

    /// @param to name of whoever answers there, or the number as people write it
    /// @param left whether it was answered: he has left the house
    record SentOutside(String to, boolean left) {}

    /// @param to name of whoever answers there, or the number as people write it
    /// @param speaks whether it was answered
    /// @param joined whether the citizen hears them too
    record AskedOutside(String to, boolean speaks, boolean joined) {}

    enum Outward {
        /// Hers rings, or is about to.
        HER_PHONE,
        HIS_PHONE,
        ANSWERED,
        UNANSWERED
    }

    /// @param number in the form of [CityNumber#number]
    /// @param name empty for a number of which nothing was said
    record Dialled(String number, String name) {}

    /// @param contact the latest of them
    /// @param calls how many there were
    record Before(ContactId contact, Instant at, int calls) {}

    /// @param webSocket address to connect to, `ws://` or `wss://`
    /// @param others where it is to register too: each server rings the phones that are registered with it
    record BrowserPhone(String webSocket, String sipUri, String user, String password, List<BrowserPhone> others) {

        public BrowserPhone with(List<BrowserPhone> beside) {
            return new BrowserPhone(webSocket, sipUri, user, password, beside);
        }
    }

    /// @param others where it is to register too
    record SipPhone(String server, int port, String user, String password, List<SipPhone> others) {

        public SipPhone with(List<SipPhone> beside) {
            return new SipPhone(server, port, user, password, beside);
        }
    }

    /// @param connected whether callers come to us; otherwise the line looks after them, if it lives
    /// @param cityNumber what citizens dial
    /// @param calls channels of citizens now
    /// @param since when the connection last changed
    /// @param servers that carry the calls, in the order of the settings
    record Status(
            boolean connected,
            String cityNumber,
            int calls,
            Instant since,
            String detail,
            List<ServerStatus> servers) {}

    /// @param weight share of the calls that we make; 0: it is given none
    /// @param up whether its callers come to us
    /// @param calls channels of citizens now
    /// @param phones how many agents have a phone registered with it
    /// @param since when the connection last changed
    record ServerStatus(String name, int weight, boolean up, int calls, int phones, Instant since, String detail) {}
}
