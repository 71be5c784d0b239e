package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketEvent.TaskAdded;
import fr.allomairies.contact.TicketEvent.TaskCalledOff;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskRefused;
import fr.allomairies.contact.TicketEvent.TaskReopened;
import fr.allomairies.contact.TicketEvent.TaskReported;
import fr.allomairies.contact.TicketEvent.TicketAssigned;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketGivenBack;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has become of a ticket since somebody read it.
///
/// @param what the rest of the key of its text
/// @param value a code that belongs to it, a login, or the beginning of what was said
public record Change(Instant at, String what, @Nullable AgentId by, String value) {

    private static final int EXCERPT = 160;

    /// Whom it was assigned to.
    public AgentId to() {
        return new AgentId(value);
    }

    /// @param last what was said last when it was read
    static List<Change> since(Instant read, @Nullable UUID last, TicketView now, List<Event> log) {
        return Stream.concat(
                        said(last, now).map(Change::said),
                        log.stream()
                                .filter(event -> event.at().isAfter(read))
                                .map(Change::of)
                                .flatMap(Optional::stream))
                .sorted(Comparator.comparing(Change::at))
                .toList();
    }

    private static Stream<Interaction> said(@Nullable UUID last, TicketView now) {
        return last == null
                ? Stream.empty()
                : now.interactions().stream()
                        .dropWhile(said -> !said.id().equals(new InteractionId(last)))
                        .skip(1);
    }

    private static Change said(Interaction said) {
        var text = said.text().length() > EXCERPT ? said.text().substring(0, EXCERPT) + "…" : said.text();
        return new Change(said.at(), "said." + said.direction(), said.author(), text);
    }

    private static Optional<Change> of(Event event) {
        return switch (event) {
            case TicketClassified made ->
                Optional.of(new Change(
                        made.at(), "category", made.by(), made.category().value()));
            case TicketHandedOver made ->
                Optional.of(new Change(
                        made.at(), "service", made.by(), made.service().value()));
            case TicketStatusChanged made ->
                Optional.of(new Change(made.at(), "status", null, made.to().name()));
            case TicketTaken made -> Optional.of(new Change(made.at(), "taken", made.by(), ""));
            case TicketAssigned made ->
                Optional.of(new Change(
                        made.at(),
                        made.to() == null ? "given-back" : "assigned",
                        made.by(),
                        made.to() == null ? "" : made.to().value()));
            case TicketGivenBack made -> Optional.of(new Change(made.at(), "given-back", made.by(), ""));
            case TaskAdded made -> Optional.of(new Change(made.at(), "task-added", made.by(), ""));
            case TaskDone made -> Optional.of(new Change(made.at(), "task-done", made.by(), ""));
            case TaskReported made ->
                Optional.of(new Change(
                        made.at(), "task-reported", null, made.service().value()));
            case TaskRefused made ->
                Optional.of(new Change(
                        made.at(), "task-refused", null, made.service().value()));
            case TaskReopened made -> Optional.of(new Change(made.at(), "task-reopened", made.by(), ""));
            case TaskCalledOff made -> Optional.of(new Change(made.at(), "task-called-off", made.by(), ""));
            case ServiceReported made ->
                Optional.of(
                        new Change(made.at(), "reported", null, made.service().value()));
            default -> Optional.empty();
        };
    }
}
