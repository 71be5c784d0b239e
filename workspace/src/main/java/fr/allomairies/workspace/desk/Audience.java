package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AccessEvent;
import fr.allomairies.contact.AgentEvent;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.IntakeEvent;
import fr.allomairies.contact.ListeningEvent;
import fr.allomairies.contact.PrivacyEvent;
import fr.allomairies.contact.RecordingEvent;
import fr.allomairies.contact.SteeringEvent;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whom an event concerns: the agent whom it names, or those who hold the ticket.
@Component
class Audience {

    private final Routing routing;

    Audience(Routing routing) {
        this.routing = routing;
    }

    /// @param atDesk who has a desk open: nobody else is asked for
    List<AgentId> of(Event event, Set<AgentId> atDesk) {
        return switch (event) {
            case AgentEvent change -> List.of(change.agent());
            case ContactEvent step -> agentOf(step);
            case TicketEvent change -> holders(change.ticket(), atDesk);
            case RecordingEvent change -> agentOf(change);
            case ListeningEvent change -> List.of(change.agent());
            case IntakeEvent _, SteeringEvent _, PrivacyEvent _, AccessEvent _ -> List.of();
        };
    }

    static boolean changesTheQueue(Event event) {
        return switch (event) {
            case ContactEvent.ContactQueued _,
                    ContactEvent.ContactOffered _,
                    ContactEvent.OfferDeclined _,
                    ContactEvent.OfferNotAnswered _,
                    ContactEvent.OfferWithdrawn _,
                    ContactEvent.ContactTakenBack _,
                    ContactEvent.ContactTransferred _,
                    ContactEvent.ContactShared _,
                    ContactEvent.ContactOverflowed _,
                    ContactEvent.ContactAbandoned _ -> true;
            case ContactEvent _,
                    AgentEvent _,
                    TicketEvent _,
                    IntakeEvent _,
                    SteeringEvent _,
                    RecordingEvent _,
                    ListeningEvent _,
                    PrivacyEvent _,
                    AccessEvent _ -> false;
        };
    }

    private static List<AgentId> agentOf(ContactEvent step) {
        return switch (step) {
            case ContactEvent.ContactOffered offered -> List.of(offered.agent());
            case ContactEvent.OfferAccepted accepted -> List.of(accepted.agent());
            case ContactEvent.OfferDeclined declined -> List.of(declined.agent());
            case ContactEvent.OfferNotAnswered missed -> List.of(missed.agent());
            case ContactEvent.OfferWithdrawn withdrawn -> List.of(withdrawn.agent());
            case ContactEvent.ContactConnected connected -> one(connected.agent());
            case ContactEvent.ContactParked parked -> List.of(parked.agent());
            case ContactEvent.ContactResumed resumed -> List.of(resumed.agent());
            case ContactEvent.ContactHeld held -> List.of(held.agent());
            case ContactEvent.HoldEnded ended -> List.of(ended.agent());
            case ContactEvent.ConsultAsked asked -> List.of(asked.agent(), asked.with());
            case ContactEvent.ConsultBegan began -> List.of(began.agent(), began.with());
            case ContactEvent.ConsultEnded ended -> List.of(ended.agent(), ended.with());
            case ContactEvent.OutsideCalled called -> List.of(called.agent());
            case ContactEvent.OutsideUnanswered unanswered -> List.of(unanswered.agent());
            case ContactEvent.OutsideTookOver over -> List.of(over.agent());
            case ContactEvent.ConferenceBegan began ->
                began.colleague() == null ? List.of(began.agent()) : List.of(began.agent(), began.colleague());
            case ContactEvent.OutsideConsultAsked asked -> List.of(asked.agent());
            case ContactEvent.OutsideConsultBegan began -> List.of(began.agent());
            case ContactEvent.OutsideConsultEnded ended -> List.of(ended.agent());
            case ContactEvent.ContactTakenBack back -> List.of(back.agent());
            case ContactEvent.ContactTransferred passed -> List.of(passed.agent());
            case ContactEvent.ConversationEnded ended -> List.of(ended.agent());
            case ContactEvent.CallPlaced placed -> List.of(placed.agent());
            case ContactEvent.CallUnanswered unanswered -> List.of(unanswered.agent());
            case ContactEvent.ContactHandled handled -> List.of(handled.agent());
            case ContactEvent.ContactArrived _,
                    ContactEvent.AssistantReplied _,
                    ContactEvent.AssistantDrawn _,
                    ContactEvent.AssistantEnded _,
                    ContactEvent.DangerCorrected _,
                    ContactEvent.WaitEstimated _,
                    ContactEvent.CitizenLeft _,
                    ContactEvent.ContactQueued _,
                    ContactEvent.ContactRelaxed _,
                    ContactEvent.ContactShared _,
                    ContactEvent.ContactOverflowed _,
                    ContactEvent.CitizenNotReached _,
                    ContactEvent.ContactAbandoned _,
                    ContactEvent.ContactEnded _ -> List.of();
        };
    }

    private static List<AgentId> agentOf(RecordingEvent change) {
        return switch (change) {
            case RecordingEvent.RecordingBegan began -> List.of(began.agent());
            case RecordingEvent.RecordingPaused paused -> List.of(paused.agent());
            case RecordingEvent.RecordingResumed resumed -> List.of(resumed.agent());
            case RecordingEvent.RecordingObjected objected -> one(objected.agent());
            case RecordingEvent.RecordingAnnounced _,
                    RecordingEvent.RecordingKept _,
                    RecordingEvent.RecordingMissing _,
                    RecordingEvent.RecordingHeard _,
                    RecordingEvent.RecordingsPurged _,
                    RecordingEvent.RecordingSwitched _ -> List.of();
        };
    }

    private static List<AgentId> one(@Nullable AgentId agent) {
        return agent == null ? List.of() : List.of(agent);
    }

    private List<AgentId> holders(TicketId ticket, Set<AgentId> atDesk) {
        return atDesk.stream()
                .filter(agent -> routing.agent(agent).contacts().stream()
                        .anyMatch(held -> held.ticket().equals(ticket)))
                .toList();
    }
}
