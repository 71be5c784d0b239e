package fr.allomairies.workspace.desk;

import fr.allomairies.channels.ChatMarks.Mark;
import fr.allomairies.contact.AccessEvent;
import fr.allomairies.contact.AgentEvent.AgentPhoneChanged;
import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.OutsideCalled;
import fr.allomairies.contact.ContactEvent.OutsideConsultAsked;
import fr.allomairies.contact.ContactEvent.OutsideConsultBegan;
import fr.allomairies.contact.ContactEvent.OutsideConsultEnded;
import fr.allomairies.contact.ContactEvent.OutsideTookOver;
import fr.allomairies.contact.ContactEvent.OutsideUnanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.IntakeEvent;
import fr.allomairies.contact.ListeningEvent;
import fr.allomairies.contact.ListeningEvent.CallTakenOver;
import fr.allomairies.contact.PrivacyEvent;
import fr.allomairies.contact.RecordingEvent;
import fr.allomairies.contact.SteeringEvent;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Following.Count;
import fr.allomairies.workspace.AgentDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Events as a desk hears them.
@Component
class DeskEvents {

    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int GLANCES = 100;

    private final Routing routing;
    private final Cards cards;
    private final AgentDirectory directory;
    private final Following following;

    DeskEvents(Routing routing, Cards cards, AgentDirectory directory, Following following) {
        this.following = following;
        this.routing = routing;
        this.cards = cards;
        this.directory = directory;
    }

    /// An event for the desk.
    record News(String name, Object data) {}

    Optional<News> news(Event event, AgentId agent, Locale locale) throws InterruptedException {
        return switch (event) {
            case AgentStateChanged change ->
                Optional.of(new News(
                        "state",
                        new State(
                                change.state().name(),
                                change.state() == AgentState.PAUSED ? change.reason() : null,
                                change.at().toString())));
            case AgentSteered order -> Optional.of(new News("steered", SteeredView.of(order, directory)));
            case AgentSkillMoved moved -> Optional.of(new News("skill", MovedSkillView.of(moved, directory)));
            case AgentSkillsChanged _ -> Optional.empty();
            case AgentPhoneChanged change -> Optional.of(new News("phone", Map.of("reachable", change.reachable())));
            case ContactOffered offered ->
                inPhase(agent, offered, Phase.OFFERED, locale)
                        .filter(card -> card.phase() == Phase.OFFERED)
                        .map(card -> new News("offer", card));
            case OfferDeclined declined -> Optional.of(withdrawn(declined.contact(), "DECLINED"));
            case OfferNotAnswered missed -> Optional.of(withdrawn(missed.contact(), "NOT_ANSWERED"));
            case OfferWithdrawn withdrawn ->
                Optional.of(withdrawn(withdrawn.contact(), withdrawn.reason().name()));
            case OfferAccepted accepted -> Optional.of(contact(agent, accepted, Phase.IN_CONVERSATION, locale));
            case ContactConnected connected -> Optional.of(contact(agent, connected, Phase.IN_CONVERSATION, locale));
            case ContactParked parked -> Optional.of(contact(agent, parked, Phase.PARKED, locale));
            case ContactResumed resumed -> Optional.of(contact(agent, resumed, Phase.IN_CONVERSATION, locale));
            case ContactHeld held -> Optional.of(contact(agent, held, Phase.IN_CONVERSATION, locale));
            case HoldEnded ended -> Optional.of(contact(agent, ended, Phase.IN_CONVERSATION, locale));
            case ConsultAsked asked
            when agent.equals(asked.with()) ->
                inPhase(agent, asked, asked.consult(), Phase.OFFERED, locale)
                        .filter(card -> card.phase() == Phase.OFFERED)
                        .map(card -> new News("offer", card));
            case ConsultAsked asked -> Optional.of(contact(agent, asked, Phase.IN_CONVERSATION, locale));
            case ConsultBegan began
            when agent.equals(began.with()) ->
                inPhase(agent, began, began.consult(), Phase.IN_CONVERSATION, locale)
                        .map(card -> new News("contact", card));
            case ConsultBegan began -> Optional.of(contact(agent, began, Phase.IN_CONVERSATION, locale));
            case ConsultEnded ended when agent.equals(ended.with()) -> Optional.of(gone(ended.consult()));
            case ConsultEnded ended -> Optional.of(consultEnded(agent, ended, locale));
            case ConferenceBegan began
            when agent.equals(began.colleague()) && began.consult() != null ->
                inPhase(agent, began, began.consult(), Phase.IN_CONVERSATION, locale)
                        .map(card -> new News("contact", card));
            case ConferenceBegan began -> Optional.of(contact(agent, began, Phase.IN_CONVERSATION, locale));
            case OutsideCalled called -> Optional.of(contact(agent, called, Phase.IN_CONVERSATION, locale));
            case OutsideUnanswered missed -> Optional.of(outsideUnanswered(agent, missed, locale));
            case OutsideTookOver over -> Optional.of(contact(agent, over, Phase.IN_CONVERSATION, locale));
            case OutsideConsultAsked asked -> Optional.of(contact(agent, asked, Phase.IN_CONVERSATION, locale));
            case OutsideConsultBegan began -> Optional.of(contact(agent, began, Phase.IN_CONVERSATION, locale));
            case OutsideConsultEnded ended -> Optional.of(outsideLeft(agent, ended, locale));
            case ConversationEnded ended -> Optional.of(contact(agent, ended, Phase.WRAP_UP, locale));
            case ContactTransferred passed -> Optional.of(passedOn(agent, passed, locale));
            case CallPlaced placed -> Optional.of(contact(agent, placed, Phase.IN_CONVERSATION, locale));
            case CallUnanswered unanswered -> Optional.of(contact(agent, unanswered, Phase.WRAP_UP, locale));
            case ContactEvent step -> Optional.of(gone(step.contact()));
            case InteractionAdded added ->
                Optional.of(new News(
                        "message",
                        new Message(added.ticket().toString(), added.direction().name())));
            case TicketEvent change ->
                Optional.of(new News("ticket", Map.of("ticket", change.ticket().toString())));
            case RecordingEvent.OfOne change ->
                cards.card(agent, change.contact(), locale).map(card -> new News("contact", card));
            case CallTakenOver taken -> Optional.of(new News("taken-over", Map.of("by", directory.nameOf(taken.by()))));
            case ListeningEvent change ->
                cards.card(agent, change.contact(), locale).map(card -> new News("contact", card));
            case IntakeEvent _, SteeringEvent _, RecordingEvent _, PrivacyEvent _, AccessEvent _ -> Optional.empty();
        };
    }

    /// With the newest of it, to be told in words.
    static News mark(ContactId contact, Mark mark) {
        return new News("mark", new CitizenMark(contact.toString(), mark.typing(), mark.readUntil()));
    }

    record CitizenMark(
            String contact, boolean typing, @Nullable Instant readUntil) {}

    News unseen(AgentId agent, Count count) {
        var newest = count.news() == 0
                ? Optional.<Following.News>empty()
                : following.unseen(agent).values().stream().max(Comparator.comparing(Following.News::position));
        return new News(
                "unseen",
                new Unseen(
                        count.news(),
                        count.mentions(),
                        count.newest(),
                        newest.map(Following.News::number).orElse(null),
                        newest.map(Following.News::what).orElse(null),
                        newest.map(Following.News::by).map(directory::nameOf).orElse(null)));
    }

    News waiting() {
        return new News("waiting", Waiting.byChannel(routing.snapshot()));
    }

    private News contact(AgentId agent, ContactEvent step, Phase phase, Locale locale) throws InterruptedException {
        return inPhase(agent, step, phase, locale)
                .map(card -> new News("contact", card))
                .orElseGet(() -> gone(step.contact()));
    }

    private News passedOn(AgentId agent, ContactTransferred passed, Locale locale) throws InterruptedException {
        var rest = inPhase(agent, passed, passed.afterwards(), Phase.WRAP_UP, locale);
        return new News("transferred", new PassedOn(passed.contact().toString(), rest.orElse(null)));
    }

    /// Of what she does not know by her own hand she is told the reason.
    private News consultEnded(AgentId agent, ConsultEnded ended, Locale locale) throws InterruptedException {
        var card = inPhase(agent, ended, Phase.IN_CONVERSATION, locale).orElse(null);
        return new News("consult", new ConsultOver(ended.how().name(), cards.nameOf(ended.with()), card));
    }

    private News outsideLeft(AgentId agent, OutsideConsultEnded ended, Locale locale) throws InterruptedException {
        var card = inPhase(agent, ended, Phase.IN_CONVERSATION, locale).orElse(null);
        return new News("consult", new ConsultOver("OUTSIDE_" + ended.how(), "", card));
    }

    private News outsideUnanswered(AgentId agent, OutsideUnanswered missed, Locale locale) throws InterruptedException {
        var card = inPhase(agent, missed, Phase.IN_CONVERSATION, locale).orElse(null);
        return new News("outside", new OutsideOver(missed.why().name(), card));
    }

    /// The log may be a blink ahead of what the routing shows. What the routing is past already is not waited for.
    private Optional<Card> inPhase(AgentId agent, ContactEvent step, Phase phase, Locale locale)
            throws InterruptedException {
        return inPhase(agent, step, step.contact(), phase, locale);
    }

    private Optional<Card> inPhase(AgentId agent, ContactEvent step, ContactId contact, Phase phase, Locale locale)
            throws InterruptedException {
        for (var glance = 0; glance < GLANCES && !isIn(agent, contact, phase) && isAhead(step); glance++) {
            Thread.sleep(GLANCE);
        }
        return cards.card(agent, contact, locale);
    }

    private boolean isAhead(ContactEvent step) {
        return routing.snapshot().at().isBefore(step.at());
    }

    private boolean isIn(AgentId agent, ContactId contact, Phase phase) {
        return cards.held(agent, contact)
                .filter(held -> held.phase().compareTo(phase) >= 0)
                .isPresent();
    }

    private static News withdrawn(ContactId contact, String reason) {
        return new News("withdrawn", Map.of("contact", contact.toString(), "reason", reason));
    }

    private static News gone(ContactId contact) {
        return new News("contact", Map.of("contact", contact.toString(), "gone", true));
    }

    record State(
            String state, @org.jspecify.annotations.Nullable String pauseReason, String since) {}

    /// @param colleague name; empty for whoever is outside
    /// @param card of the citizen's contact; absent when it is no longer in her hands
    record ConsultOver(
            String how,
            String colleague,
            @org.jspecify.annotations.Nullable Card card) {}

    /// @param card of the citizen's contact; absent when it is no longer in her hands
    record OutsideOver(
            String why, @org.jspecify.annotations.Nullable Card card) {}

    record Message(String ticket, String direction) {}

    /// @param newest position of the newest of the news; the rest is of it
    record Unseen(
            int news,
            int mentions,
            long newest,
            @org.jspecify.annotations.Nullable String number,
            @org.jspecify.annotations.Nullable String what,
            @org.jspecify.annotations.Nullable String by) {}

    /// @param rest the wrap-up that is left to her; absent when it is over already
    record PassedOn(
            String contact,
            @org.jspecify.annotations.Nullable Card rest) {}
}
