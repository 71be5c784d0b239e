package fr.allomairies.ticketing.model;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.HandOverFailed;
import fr.allomairies.contact.TicketEvent.IncidentDismissed;
import fr.allomairies.contact.TicketEvent.IncidentRaised;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.InteractionMoved;
import fr.allomairies.contact.TicketEvent.MessageFailed;
import fr.allomairies.contact.TicketEvent.MessageReached;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.contact.TicketEvent.MissedCallKept;
import fr.allomairies.contact.TicketEvent.MissedCallSettled;
import fr.allomairies.contact.TicketEvent.NotFixedSaid;
import fr.allomairies.contact.TicketEvent.SatisfactionGiven;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketEvent.ServiceWrote;
import fr.allomairies.contact.TicketEvent.TaskAdded;
import fr.allomairies.contact.TicketEvent.TaskCalledOff;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskRefused;
import fr.allomairies.contact.TicketEvent.TaskReopened;
import fr.allomairies.contact.TicketEvent.TaskReported;
import fr.allomairies.contact.TicketEvent.TicketAnonymised;
import fr.allomairies.contact.TicketEvent.TicketAssigned;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketDescribed;
import fr.allomairies.contact.TicketEvent.TicketFollowed;
import fr.allomairies.contact.TicketEvent.TicketGivenBack;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketHeldBack;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketReleased;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketSplitOff;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.contact.TicketEvent.TicketUnfollowed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of the life of a ticket its followers are told: what somebody has said or decided. What follows from it by
/// itself they see there.
public final class NewsRule {

    private NewsRule() {}

    /// @param what kebab-case, but for the direction of what was said
    /// @param by who is not told of it
    /// @param value a code that belongs to it
    /// @param interaction what was said; absent where nothing was
    public record Told(
            String what,
            @Nullable AgentId by,
            String value,
            @Nullable InteractionId interaction) {}

    public static Optional<Told> of(TicketEvent event) {
        return switch (event) {
            case InteractionAdded added -> said(added);
            case AgentMentioned named -> Optional.of(new Told("mentioned", named.by(), "", named.interaction()));
            case TicketClassified made ->
                done("category", made.by(), made.category().value());
            case TicketTaken made -> done("taken", made.by(), "");
            case TicketGivenBack made -> done("given-back", made.by(), "");
            case TicketAssigned made ->
                made.to() == null
                        ? done("given-back", made.by(), "")
                        : done("assigned", made.by(), made.to().value());
            case TicketHandedOver made ->
                done("service", made.by(), made.service().value());
            case ServiceReported made -> done("reported", null, made.service().value());
            case ServiceWrote made ->
                Optional.of(new Told("service-wrote", null, made.service().value(), made.interaction()));
            case HandOverFailed made ->
                done("hand-over-failed", null, made.service().value());
            case TicketStatusChanged made -> status(made);
            case TaskAdded made -> done("task-added", made.by(), "");
            case TaskDone made -> done("task-done", made.by(), "");
            case TaskReported made -> done("task-reported", null, made.service().value());
            case TaskRefused made -> done("task-refused", null, made.service().value());
            case TaskReopened made -> done("task-reopened", made.by(), "");
            case TaskCalledOff made -> done("task-called-off", made.by(), "");
            case IncidentRaised made -> done("incident", made.by(), "");
            case MessageFailed _ -> done("failed", null, "");
            // a note says that it was merged, separated or split off
            case TicketMerged _, TicketSeparated _, TicketSplitOff _, InteractionMoved _ -> Optional.empty();
            case TicketOpened _,
                    MessageSent _,
                    MessageReached _,
                    TicketDescribed _,
                    TicketAnonymised _,
                    TicketHeldBack _,
                    TicketReleased _,
                    MissedCallKept _,
                    MissedCallSettled _,
                    NotFixedSaid _,
                    IncidentDismissed _,
                    SatisfactionGiven _,
                    TicketFollowed _,
                    TicketUnfollowed _ -> Optional.empty();
        };
    }

    /// What whoever has the request is told too, followed by him or not: nobody else goes on with it.
    public static boolean isForOwner(TicketEvent event) {
        return event instanceof ServiceWrote
                || event instanceof HandOverFailed
                || event instanceof TaskRefused
                || event instanceof TicketStatusChanged made && isRefused(made);
    }

    private static Optional<Told> status(TicketStatusChanged made) {
        if (isRefused(made)) {
            return done("service-refused", made.by(), "");
        }
        return made.by() == null
                ? Optional.empty()
                : done("status", made.by(), made.to().name());
    }

    private static boolean isRefused(TicketStatusChanged made) {
        return made.reason().equals(Cause.SERVICE_REFUSED.code());
    }

    private static Optional<Told> said(InteractionAdded added) {
        var ofTheHouse = added.direction() != Direction.IN && added.author() == null;
        var what = added.kind() == InteractionKind.CALL && added.direction() == Direction.OUT
                ? "called"
                : "said." + added.direction();
        return ofTheHouse ? Optional.empty() : Optional.of(new Told(what, added.author(), "", added.interaction()));
    }

    private static Optional<Told> done(String what, @Nullable AgentId by, String value) {
        return Optional.of(new Told(what, by, value, null));
    }
}
