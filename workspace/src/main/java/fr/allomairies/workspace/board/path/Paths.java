package fr.allomairies.workspace.board.path;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
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
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.reports.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Reads the way of a contact from the log.
@Component
class Paths {

    private final EventLog log;
    private final AgentDirectory directory;
    private final MessageSource messages;

    Paths(EventLog log, AgentDirectory directory, MessageSource messages) {
        this.log = log;
        this.directory = directory;
        this.messages = messages;
    }

    /// Oldest first; empty for a contact that is not known.
    List<PathStep> of(ContactId contact, Locale language) {
        return events(contact).map(event -> step(event, language)).toList();
    }

    /// Whether the contact was ever offered to the agent.
    boolean concerns(ContactId contact, AgentId agent) {
        return events(contact)
                .anyMatch(event -> event instanceof ContactOffered offered
                                && offered.agent().equals(agent)
                        || event instanceof OfferAccepted accepted
                                && accepted.agent().equals(agent));
    }

    private Stream<ContactEvent> events(ContactId contact) {
        Stream<Event> all = log.of(contact).stream();
        return all.filter(ContactEvent.class::isInstance).map(ContactEvent.class::cast);
    }

    private PathStep step(ContactEvent event, Locale language) {
        return switch (event) {
            case ContactArrived _ -> PathStep.of(event.at(), "arrived");
            case AssistantReplied _ -> PathStep.of(event.at(), "assistant-replied");
            case AssistantDrawn drawn ->
                PathStep.of(event.at(), "assistant-drawn." + drawn.tried(), Integer.toString(drawn.trial()));
            case AssistantEnded ended -> PathStep.of(event.at(), "assistant-ended." + ended.how());
            case DangerCorrected corrected ->
                PathStep.of(event.at(), "danger-corrected." + corrected.danger(), name(corrected.agent()));
            case ContactQueued queued -> PathStep.of(event.at(), "queued", needs(queued.needs(), language));
            case WaitEstimated estimated ->
                PathStep.of(
                        event.at(),
                        estimated.announced() ? "estimated.announced" : "estimated",
                        Integer.toString(estimated.position()),
                        text(estimated.expected()),
                        text(estimated.low()),
                        text(estimated.high()));
            case ContactRelaxed relaxed ->
                PathStep.of(event.at(), "relaxed." + relaxed.reason().name(), Integer.toString(relaxed.step() + 1));
            case ContactShared shared ->
                PathStep.of(event.at(), "shared." + shared.reason().name(), shared.to(), shared.from());
            case ContactOffered offered ->
                new PathStep(event.at(), "offered", List.of(name(offered.agent())), offered.reasons());
            case OfferAccepted accepted -> PathStep.of(event.at(), "accepted", name(accepted.agent()));
            case OfferDeclined declined -> PathStep.of(event.at(), "declined", name(declined.agent()));
            case OfferNotAnswered silent -> PathStep.of(event.at(), "not-answered", name(silent.agent()));
            case OfferWithdrawn withdrawn ->
                PathStep.of(event.at(), "withdrawn." + withdrawn.reason().name(), name(withdrawn.agent()));
            case ContactConnected connected -> PathStep.of(event.at(), "connected", name(connected.agent()));
            case ContactParked parked -> PathStep.of(event.at(), "parked", name(parked.agent()));
            case ContactResumed resumed -> PathStep.of(event.at(), "resumed", name(resumed.agent()));
            case ContactHeld held -> PathStep.of(event.at(), "held", name(held.agent()));
            case HoldEnded ended -> PathStep.of(event.at(), "hold-ended", name(ended.agent()));
            case ConsultAsked asked ->
                PathStep.of(event.at(), "consult-asked", name(asked.agent()), name(asked.with()));
            case ConsultBegan began -> PathStep.of(event.at(), "consult-began", name(began.with()));
            case ConsultEnded ended ->
                PathStep.of(event.at(), "consult-ended." + ended.how().name(), name(ended.agent()), name(ended.with()));
            case OutsideCalled called ->
                PathStep.of(event.at(), "outside-called", name(called.agent()), kind(called.to(), language));
            case OutsideUnanswered missed ->
                PathStep.of(event.at(), "outside-unanswered." + missed.why().name(), kind(missed.to(), language));
            case OutsideTookOver over -> PathStep.of(event.at(), "outside-took-over", kind(over.to(), language));
            case OutsideConsultAsked asked ->
                PathStep.of(event.at(), "outside-asked", name(asked.agent()), kind(asked.to(), language));
            case OutsideConsultBegan began -> PathStep.of(event.at(), "outside-began", kind(began.to(), language));
            case OutsideConsultEnded ended ->
                PathStep.of(event.at(), "outside-ended." + ended.how().name(), kind(ended.to(), language));
            case ConferenceBegan began
            when began.colleague() != null ->
                PathStep.of(event.at(), "conference-began", name(began.agent()), name(began.colleague()));
            case ConferenceBegan began -> PathStep.of(event.at(), "conference-outside", name(began.agent()));
            case ContactTakenBack back ->
                PathStep.of(
                        event.at(),
                        back.reason() == TakeBackReason.LINE_LOST ? "line-lost" : "taken-back",
                        name(back.agent()));
            case ContactTransferred passed ->
                passed.to() == null
                        ? PathStep.of(event.at(), "transferred", name(passed.agent()), needs(passed.needs(), language))
                        : PathStep.of(event.at(), "transferred.AGENT", name(passed.agent()), name(passed.to()));
            case ContactOverflowed over
            when over.to().equals(ContactOverflowed.LOST) -> PathStep.of(event.at(), "server-lost");
            case ContactOverflowed over ->
                PathStep.of(event.at(), "overflowed." + over.reason().name(), over.to());
            case ConversationEnded ended ->
                PathStep.of(event.at(), "ended." + ended.by().name());
            case CitizenLeft _ -> PathStep.of(event.at(), "citizen-left");
            case CitizenNotReached missed ->
                PathStep.of(
                        event.at(),
                        missed.last() ? "not-reached.LAST" : "not-reached",
                        Integer.toString(missed.attempt()));
            case CallPlaced placed -> PathStep.of(event.at(), "call-placed", name(placed.agent()));
            case CallUnanswered unanswered ->
                PathStep.of(event.at(), "call-unanswered." + unanswered.why().name());
            case ContactAbandoned _ -> PathStep.of(event.at(), "abandoned");
            case ContactHandled handled -> PathStep.of(event.at(), "handled", name(handled.agent()));
            case ContactEnded ended ->
                PathStep.of(event.at(), "outcome." + ended.outcome().name());
        };
    }

    private static String text(Duration time) {
        return new Shown().duration(time.toMillis() / 1000.0);
    }

    private String needs(List<SkillNeed> needs, Locale language) {
        return needs.stream()
                .map(need -> skill(need.skill(), language) + " " + need.level())
                .collect(joining(", "));
    }

    private String skill(Skill skill, Locale language) {
        return Objects.requireNonNull(messages.getMessage("skill." + skill, null, skill.value(), language));
    }

    private String kind(OutsideKind kind, Locale language) {
        return Objects.requireNonNull(messages.getMessage("outside.kind." + kind, null, kind.name(), language));
    }

    private String name(@Nullable AgentId agent) {
        return agent == null ? "?" : directory.nameOf(agent);
    }
}
