package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketEvent.TaskAdded;
import fr.allomairies.contact.TicketEvent.TaskCalledOff;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskReopened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.handover.Placing;
import fr.allomairies.ticketing.letters.Parts;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where each command on a task goes. The lock of its ticket makes two of them take turns.
@Service
@Transactional
class TasksDoor implements Tasks {

    private final TicketTasks tasks;
    private final Tickets tickets;
    private final Chronicle chronicle;
    private final Catalogue catalogue;
    private final Placing placing;
    private final Parts parts;
    private final EventLog log;
    private final CityClock clock;
    private final WorkingDays workingDays = new WorkingDays();

    TasksDoor(
            TicketTasks tasks,
            Tickets tickets,
            Chronicle chronicle,
            Catalogue catalogue,
            Placing placing,
            Parts parts,
            EventLog log,
            CityClock clock) {
        this.tasks = tasks;
        this.tickets = tickets;
        this.chronicle = chronicle;
        this.catalogue = catalogue;
        this.placing = placing;
        this.parts = parts;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<Refusal> add(TicketId ticket, String text, For who, int days, boolean needed, AgentId by) {
        var words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST_TEXT) {
            return Refusals.refuse("task-text", "a task has 1 to " + LONGEST_TEXT + " characters");
        }
        if (days < 0 || days > MOST_DAYS) {
            return Refusals.refuse("task-days", "a task is due in 0 to " + MOST_DAYS + " working days");
        }
        if (who instanceof For.Service of && !catalogue.services().contains(of.service())) {
            return Refusals.refuse("service-unknown", "the catalogue has no service " + of.service());
        }
        return tickets.lockSurvivor(ticket)
                .map(survivor -> add(survivor, words, who, days, needed, by))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> add(StoredTicket ticket, String text, For who, int days, boolean needed, AgentId by) {
        if (!ticket.isOpen()) {
            return over();
        }
        if (tasks.of(ticket.id(), clock.today()).size() >= MOST) {
            return Refusals.refuse("tasks-too-many", "a ticket has at most " + MOST + " tasks");
        }
        var now = clock.now();
        var id = TaskId.next();
        var due = workingDays.due(now, days);
        tasks.insert(id, ticket.id(), text, who, due, needed, by, now);
        log.append(new TaskAdded(
                now,
                ticket.id(),
                id,
                who instanceof For.Service of ? of.service() : null,
                who instanceof For.Person of ? of.agent() : null,
                due,
                needed,
                by));
        if (who instanceof For.Service of) {
            placing.place(ticket, id, of.service(), due, now);
        }
        chronicle.touch(ticket, now);
        return Optional.empty();
    }

    private static Optional<Refusal> over() {
        return Refusals.refuse("ticket-over", "the ticket is settled");
    }

    @Override
    public Optional<Refusal> done(TaskId task, AgentId by) {
        return change(task, (known, ticket) -> {
            if (known.isOpen()) {
                tasks.setDone(task, by, clock.now());
                log.append(new TaskDone(clock.now(), known.ticket(), task, by));
                chronicle.touch(ticket, clock.now());
            }
            return Optional.empty();
        });
    }

    @Override
    public Optional<Refusal> reopen(TaskId task, AgentId by) {
        return change(task, (known, ticket) -> {
            if (known.isOpen() && !known.isRefused()) {
                return Optional.empty();
            }
            if (!ticket.isOpen()) {
                return over();
            }
            tasks.reopen(task);
            if (known.service() != null) {
                placing.place(ticket, task, known.service(), known.due(), clock.now());
            }
            log.append(new TaskReopened(clock.now(), known.ticket(), task, by));
            chronicle.touch(ticket, clock.now());
            return Optional.empty();
        });
    }

    @Override
    public Optional<Refusal> callOff(TaskId task, AgentId by) {
        return change(task, (known, ticket) -> {
            if (!known.isOpen()) {
                return Refusals.refuse("task-done", "a task that is done stays");
            }
            tasks.callOff(task, clock.now());
            log.append(new TaskCalledOff(clock.now(), known.ticket(), task, by));
            chronicle.touch(ticket, clock.now());
            return Optional.empty();
        });
    }

    /// Read again behind the lock: somebody else may have been faster.
    private Optional<Refusal> change(TaskId task, BiFunction<Task, StoredTicket, Optional<Refusal>> command) {
        var survivor = find(task).flatMap(known -> tickets.lockSurvivor(known.ticket()));
        var known = survivor.flatMap(_ -> find(task));
        if (known.isEmpty()) {
            return Refusals.refuse("task-not-found", "there is no such task any more");
        }
        return tickets.isAnonymised(known.get().ticket())
                ? Refusals.anonymised()
                : command.apply(known.get(), survivor.get());
    }

    private Optional<Task> find(TaskId task) {
        return tasks.find(task, clock.today());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Task> of(TicketId ticket) {
        return tasks.of(ticket, clock.today());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Part> parts(TicketId ticket) {
        return parts.of(ticket);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<For> whose(TaskId task) {
        return tasks.whose(task);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Task> open(Asked asked) {
        return tasks.open(asked, clock.today());
    }

    @Override
    @Transactional(readOnly = true)
    public Count count(Asked asked) {
        return tasks.count(asked, clock.today());
    }
}
