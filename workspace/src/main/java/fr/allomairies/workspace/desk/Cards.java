package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Why;
import fr.allomairies.telephony.CallRecording;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.Telephony.AskedOutside;
import fr.allomairies.telephony.Telephony.Before;
import fr.allomairies.telephony.Telephony.CallView;
import fr.allomairies.telephony.Telephony.Dialled;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.PhoneNumbers;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes cards of what the routing says that an agent holds.
@Component
class Cards {

    /// Of what is no call.
    private static final CallView NONE = new CallView(false, null, false, null, null, null, null, null);

    private final Routing routing;
    private final Ticketing ticketing;
    private final Telephony telephony;
    private final CallRecording recording;
    private final LiveListening listening;
    private final Labels labels;
    private final AgentDirectory directory;

    Cards(
            Routing routing,
            Ticketing ticketing,
            Telephony telephony,
            CallRecording recording,
            LiveListening listening,
            Labels labels,
            AgentDirectory directory) {
        this.directory = directory;
        this.routing = routing;
        this.ticketing = ticketing;
        this.telephony = telephony;
        this.recording = recording;
        this.listening = listening;
        this.labels = labels;
    }

    Optional<Card> card(AgentId agent, ContactId contact, Locale locale) {
        return held(agent, contact).map(held -> card(agent, held, locale));
    }

    Card card(AgentId agent, HeldContact held, Locale locale) {
        var ticket = ticketing.ticket(held.ticket());
        var call = held.channel().isCall();
        var talking = call && held.phase() == Phase.IN_CONVERSATION;
        var shown = call ? telephony.view(held.contact()).orElse(NONE) : NONE;
        return new Card(
                held.contact().toString(),
                held.channel().value(),
                held.phase(),
                held.since(),
                held.until(),
                talking && shown.cutOff(),
                talking ? shown.heldSince() : null,
                talking ? recording.mark(held.contact()).orElse(null) : null,
                talking ? listening(held.contact()) : null,
                dialled(shown.dialled()),
                again(shown.before()),
                shown.callback(),
                shown.outward(),
                held.category().value(),
                labels.category(held.category(), locale),
                ticket.map(TicketView::citizen).map(labels::citizen).orElse(""),
                ticket.map(view -> view.summary().number()).orElse(""),
                held.ticket().toString(),
                ticket.map(view -> view.summary().subject()).orElse(""),
                ticket.map(TicketView::place).map(Place::address).orElse(""),
                ticket.map(view -> said(view, held.contact())).orElse(""),
                reason(held.why(), locale),
                passed(agent, held, ticket.orElse(null)),
                isPassedOn(agent, held),
                shown.asked() == null ? consult(agent, held.consult()) : outside(shown.asked()),
                shown.outside());
    }

    private Card.@Nullable Listening listening(ContactId contact) {
        return listening
                .notice(contact)
                .map(notice -> new Card.Listening(notice.by() == null ? null : nameOf(notice.by()), notice.mode()))
                .orElse(null);
    }

    private Card.@Nullable Consult consult(AgentId agent, Routing.@Nullable Consult consult) {
        if (consult == null) {
            return null;
        }
        var asked = consult.with().equals(agent);
        var joined = consult.speaks() && telephony.inConference(consult.of());
        return new Card.Consult(asked, nameOf(asked ? consult.by() : consult.with()), consult.speaks(), joined);
    }

    private static Card.Consult outside(AskedOutside asked) {
        return new Card.Consult(false, asked.to(), asked.speaks(), asked.joined());
    }

    String nameOf(AgentId agent) {
        return directory.nameOf(agent);
    }

    /// Whether it is what she is asked by a colleague, who has the citizen.
    static boolean isAsked(AgentId agent, HeldContact held) {
        return held.consult() != null && held.consult().with().equals(agent);
    }

    private static Card.@Nullable Dialled dialled(@Nullable Dialled dialled) {
        return dialled == null ? null : new Card.Dialled(PhoneNumbers.written(dialled.number()), dialled.name());
    }

    private Card.@Nullable Again again(@Nullable Before before) {
        return before == null
                ? null
                : new Card.Again(
                        before.calls(),
                        before.at(),
                        ticketing
                                .byContact(before.contact())
                                .map(ticket -> ticket.summary().number())
                                .orElse(""));
    }

    /// Whether the citizen is with somebody else, and only the wrap-up is left to her.
    static boolean isPassedOn(AgentId agent, HeldContact held) {
        return held.passed() != null && held.passed().by().equals(agent);
    }

    private Card.@Nullable Passed passed(AgentId agent, HeldContact held, @Nullable TicketView ticket) {
        var passed = held.passed();
        return passed == null || isPassedOn(agent, held)
                ? null
                : new Card.Passed(directory.nameOf(passed.by()), note(passed, ticket));
    }

    private static String note(Transfer.Passed passed, @Nullable TicketView ticket) {
        return ticket == null || passed.note() == null
                ? ""
                : ticket.interactions().stream()
                        .filter(said -> said.id().equals(passed.note()))
                        .map(TicketView.Interaction::text)
                        .findFirst()
                        .orElse("");
    }

    private static String said(TicketView ticket, ContactId contact) {
        return ticket.interactions().stream()
                .filter(said -> contact.equals(said.contact()) && said.direction() == Direction.IN)
                .map(TicketView.Interaction::text)
                .findFirst()
                .orElse("");
    }

    Optional<HeldContact> held(AgentId agent, ContactId contact) {
        return routing.agent(agent).contacts().stream()
                .filter(held -> held.contact().equals(contact))
                .findFirst();
    }

    boolean holds(AgentId agent, TicketId ticket) {
        return routing.agent(agent).contacts().stream()
                .anyMatch(held -> held.ticket().equals(ticket));
    }

    private Card.Reason reason(Why why, Locale locale) {
        return new Card.Reason(
                why.waited().toSeconds(),
                why.skills().stream().map(need -> level(need, locale)).toList());
    }

    private Card.SkillLevel level(SkillNeed need, Locale locale) {
        return new Card.SkillLevel(need.skill().value(), labels.skill(need.skill(), locale), need.level());
    }
}
