package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What services and people have to do for requests. Who may see a request, and for which service somebody works, is
/// the caller's to know. Safe for many threads.
public interface Tasks {

    /// Of one ticket, those called off not counted.
    int MOST = 50;

    int LONGEST_TEXT = 300;

    /// Working days in which it may be due.
    int MOST_DAYS = 60;

    /// In one list.
    int MOST_LISTED = 200;

    /// A service that is told by mail or webhook is told of it. Refused with `task-text` where it is empty or too long,
    /// `task-days`, `service-unknown`, `tasks-too-many`, and `ticket-over` for a ticket that is settled.
    ///
    /// @param days working days until it is due, today not counted
    /// @param needed the ticket is not settled before it is done
    Optional<Refusal> add(TicketId ticket, String text, For who, int days, boolean needed, AgentId by);

    /// Each is harmless where it is so already, and refused with `task-not-found` for one that was called off, and with
    /// `ticket-anonymised` where the words of the task are gone.
    Optional<Refusal> done(TaskId task, AgentId by);

    /// Not of a ticket that is settled (`ticket-over`). One that was refused is told to its service again.
    Optional<Refusal> reopen(TaskId task, AgentId by);

    /// One that is done stays (`task-done`).
    Optional<Refusal> callOff(TaskId task, AgentId by);

    /// Of the ticket and of what is one matter with it, in the order in which they were added, without those called
    /// off.
    List<Task> of(TicketId ticket);

    /// What each service has to do for the request, as whoever asked for it is told: the needed
    /// tasks by service, and the part of the service in charge. Empty where no needed task is a
    /// service's.
    List<Part> parts(TicketId ticket);

    /// Who has to do it, or had before it was called off.
    Optional<For> whose(TaskId task);

    /// That are to be done, the next due first, at most [#MOST_LISTED].
    List<Task> open(Asked asked);

    Count count(Asked asked);

    sealed interface For {

        record Service(ServiceCode service) implements For {}

        record Person(AgentId agent) implements For {}
    }

    sealed interface Asked {

        record Everybody() implements Asked {}

        record Of(For who) implements Asked {}
    }

    /// @param late of the open ones: due before today
    record Count(int open, int late) {}

    /// @param due the day on which the last of it is due; absent when it is done
    /// @param reason of the delay, in the service's own words; may be empty
    record Part(ServiceCode service, boolean done, @Nullable LocalDate due, String reason) {}

    /// What a service outside of the product has said of a task that is not done.
    enum Answered {
        IN_PROGRESS,
        DELAYED,
        REFUSED
    }

    /// @param number of its ticket
    /// @param service who has to do it, or `agent`
    /// @param answered by a service outside of the product; absent while it has said nothing
    /// @param reason its words; may be empty
    /// @param late open, and due before today
    record Task(
            TaskId id,
            TicketId ticket,
            String number,
            CategoryCode category,
            @Nullable String address,
            String text,
            @Nullable ServiceCode service,
            @Nullable AgentId agent,
            LocalDate due,
            boolean needed,
            AgentId addedBy,
            Instant addedAt,
            @Nullable AgentId doneBy,
            @Nullable Instant doneAt,
            @Nullable Answered answered,
            String reason,
            boolean late) {

        public boolean isOpen() {
            return doneAt == null;
        }

        /// It is to be given to somebody else, or told again.
        public boolean isRefused() {
            return isOpen() && answered == Answered.REFUSED;
        }

        /// Its service itself said so, from outside of the product.
        public boolean isDoneByService() {
            return service != null && doneBy != null && doneBy.value().equals(service.value());
        }
    }
}
