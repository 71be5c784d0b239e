package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskRefused;
import fr.allomairies.contact.TicketEvent.TaskReported;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.HandOvers.Answer;
import fr.allomairies.ticketing.Tasks.Answered;
import fr.allomairies.ticketing.Tasks.Task;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.ProgressRule;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a service answers to a task from outside of the product, each answer once. In the caller's transaction.
@Component
public class TaskAnswers {

    private final TicketTasks tasks;
    private final Tickets tickets;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;

    TaskAnswers(
            TicketTasks tasks,
            Tickets tickets,
            Interactions interactions,
            Chronicle chronicle,
            EventLog log,
            Wording wording,
            CityClock clock) {
        this.tasks = tasks;
        this.tickets = tickets;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.log = log;
        this.wording = wording;
        this.clock = clock;
    }

    public Optional<Refusal> take(TicketId id, TaskId task, ServiceCode service, String key, Answer answer) {
        if (answer.reason() != null && answer.reason().length() > ServiceAnswers.LONGEST) {
            return ServiceAnswers.TOO_LONG;
        }
        var ticket = tickets.lockSurvivor(id);
        if (ticket.isEmpty()) {
            return Refusals.noTicket();
        }
        if (interactions.byKey(ticket.get().id(), key).isPresent()) {
            return Optional.empty();
        }
        return tasks.find(task, clock.today())
                .filter(Task::isOpen)
                .map(known -> take(ticket.get(), known, service, key, answer))
                .orElseGet(() -> Refusals.refuse("task-over", "the task was done or called off"));
    }

    private Optional<Refusal> take(StoredTicket ticket, Task task, ServiceCode service, String key, Answer answer) {
        if (ServiceAnswers.REFUSED.equals(answer.what())) {
            return refuse(ticket, task, service, key, answer);
        }
        var progress = ServiceAnswers.progress(answer.what());
        var refusal = progress.isEmpty()
                ? ServiceAnswers.UNKNOWN
                : ProgressRule.check(progress.get(), answer.reason(), answer.newDate(), clock.today());
        if (refusal.isEmpty()) {
            report(ticket, task, service, key, progress.orElseThrow(), answer);
        }
        return refusal;
    }

    private Optional<Refusal> refuse(StoredTicket ticket, Task task, ServiceCode service, String key, Answer answer) {
        var words = words(answer);
        if (words.isEmpty()) {
            return ServiceAnswers.REASON_MISSING;
        }
        tasks.answer(task.id(), Answered.REFUSED, words, null);
        write(ticket, task, service, key, ServiceAnswers.REFUSED, words);
        log.append(new TaskRefused(clock.now(), task.ticket(), task.id(), service));
        return Optional.empty();
    }

    private void report(
            StoredTicket ticket, Task task, ServiceCode service, String key, ServiceProgress progress, Answer answer) {
        write(ticket, task, service, key, progress.name(), words(answer));
        log.append(
                switch (progress) {
                    case DONE -> done(task, service);
                    case IN_PROGRESS -> told(task, service, progress, Answered.IN_PROGRESS, answer);
                    case DELAYED -> told(task, service, progress, Answered.DELAYED, answer);
                });
    }

    private TicketEvent done(Task task, ServiceCode service) {
        var by = new AgentId(service.value());
        tasks.setDone(task.id(), by, clock.now());
        return new TaskDone(clock.now(), task.ticket(), task.id(), by);
    }

    private TicketEvent told(
            Task task, ServiceCode service, ServiceProgress progress, Answered answered, Answer answer) {
        tasks.answer(task.id(), answered, words(answer), answer.newDate());
        return new TaskReported(clock.now(), task.ticket(), task.id(), service, progress, answer.newDate());
    }

    /// For whoever reads the ticket.
    private void write(StoredTicket ticket, Task task, ServiceCode service, String key, String what, String words) {
        var head = wording.say(
                Locale.FRENCH,
                "ticketing.note.task." + what.toLowerCase(Locale.ROOT).replace('_', '-'),
                wording.service(Locale.FRENCH, service),
                task.text());
        chronicle.add(
                NewInteraction.note(
                        ticket.id(), ticket.channel(), clock.now(), null, (head + "\n" + words).strip(), key),
                clock.now());
    }

    private static String words(Answer answer) {
        return answer.reason() == null ? "" : answer.reason().strip();
    }
}
