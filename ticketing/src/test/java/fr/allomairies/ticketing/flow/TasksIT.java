package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TaskAdded;
import fr.allomairies.contact.TicketEvent.TaskCalledOff;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskReopened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Asked;
import fr.allomairies.ticketing.Tasks.Count;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.Tasks.Task;
import fr.allomairies.ticketing.model.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class TasksIT extends OnPostgres {

    private static final ServiceCode ROADS = new ServiceCode("voirie");
    private static final ServiceCode LIGHTING = new ServiceCode("eclairage");

    private final AgentId amina = somebody();
    private final AgentId bruno = somebody();

    @Autowired
    Tasks tasks;

    @Autowired
    Cases cases;

    @Autowired
    Bulk bulk;

    @Autowired
    Following following;

    @Autowired
    JdbcClient db;

    @Test
    void isDueByWorkingTimeAndSaysWhoDidItWhen() {
        var ticket = opened();
        var before = ticketing.ticket(ticket).orElseThrow().summary().changedAt();
        assertThat(tasks.add(ticket, "  Poser une barrière ", new For.Service(ROADS), 3, false, amina))
                .isEmpty();

        var task = only(ticket);
        assertThat(task.text()).isEqualTo("Poser une barrière");
        assertThat(task.service()).isEqualTo(ROADS);
        assertThat(task.due()).isEqualTo(new WorkingDays().due(Instant.now(), 3));
        assertThat(task.isOpen()).isTrue();
        assertThat(ticketing.ticket(ticket).orElseThrow().summary().changedAt()).isAfter(before);

        tasks.done(task.id(), bruno);
        tasks.done(task.id(), amina);
        assertThat(only(ticket).doneBy()).as("the first").isEqualTo(bruno);
        assertThat(code(tasks.callOff(task.id(), amina))).contains("task-done");
        tasks.reopen(task.id(), amina);
        assertThat(only(ticket).isOpen()).isTrue();
        tasks.callOff(task.id(), amina);
        assertThat(tasks.of(ticket)).isEmpty();
        assertThat(code(tasks.done(task.id(), amina))).contains("task-not-found");
        assertThat(events(ticket))
                .filteredOn(event -> event.getClass().getSimpleName().startsWith("Task"))
                .hasExactlyElementsOfTypes(TaskAdded.class, TaskDone.class, TaskReopened.class, TaskCalledOff.class);
    }

    @Test
    void refusesWhatCannotBeDone() {
        var ticket = opened();
        var mine = new For.Person(amina);
        assertThat(code(tasks.add(ticket, " ", mine, 1, false, amina))).contains("task-text");
        assertThat(code(tasks.add(ticket, "x".repeat(Tasks.LONGEST_TEXT + 1), mine, 1, false, amina)))
                .contains("task-text");
        assertThat(code(tasks.add(ticket, "x", mine, -1, false, amina))).contains("task-days");
        assertThat(code(tasks.add(ticket, "x", mine, Tasks.MOST_DAYS + 1, false, amina)))
                .contains("task-days");
        assertThat(code(tasks.add(ticket, "x", new For.Service(new ServiceCode("aucun")), 1, false, amina)))
                .contains("service-unknown");
        assertThat(code(tasks.add(TicketId.next(), "x", mine, 1, false, amina))).contains("ticket-not-found");
        assertThat(code(tasks.done(TaskId.next(), amina))).contains("task-not-found");
        IntStream.range(0, Tasks.MOST).forEach(_ -> tasks.add(ticket, "x", mine, 1, false, amina));
        assertThat(code(tasks.add(ticket, "x", mine, 1, false, amina))).contains("tasks-too-many");
        var over = opened();
        ticketing.resolve(over, "answered", amina);
        assertThat(code(tasks.add(over, "x", mine, 1, false, amina))).contains("ticket-over");
    }

    @Test
    void whatIsOverIsNotReopenedAndWhatIsAnonymisedNotTouched() {
        var ticket = opened();
        tasks.add(ticket, "x", new For.Person(amina), 1, true, amina);
        var task = only(ticket).id();
        tasks.done(task, amina);
        ticketing.resolve(ticket, "answered", amina);
        assertThat(code(tasks.reopen(task, amina))).contains("ticket-over");

        assertThat(following.refusesNotes(ticket)).isEmpty();
        db.sql("update ticket set anonymised_at = now() + interval '1 minute' where id = ?")
                .param(ticket.value())
                .update();
        assertThat(code(following.refusesNotes(ticket))).contains("ticket-anonymised");
        assertThat(code(tasks.done(task, amina))).contains("ticket-anonymised");
        assertThat(code(tasks.callOff(task, amina))).contains("ticket-anonymised");
    }

    @Test
    void aChangeThatChangesNothingIsNoActivity() {
        var ticket = opened();
        tasks.add(ticket, "x", new For.Person(amina), 1, false, amina);
        var task = only(ticket).id();
        tasks.done(task, amina);
        var before = changedAt(ticket);

        tasks.done(task, bruno);
        assertThat(changedAt(ticket)).isEqualTo(before);
        tasks.reopen(task, bruno);
        assertThat(changedAt(ticket)).isAfter(before);
    }

    private Instant changedAt(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().changedAt();
    }

    @Test
    void whoseItWasIsKnownWhenItIsCalledOff() {
        var ticket = opened();
        tasks.add(ticket, "x", new For.Service(LIGHTING), 1, false, amina);
        var task = only(ticket).id();
        tasks.callOff(task, amina);
        assertThat(tasks.whose(task)).contains(new For.Service(LIGHTING));
        assertThat(tasks.whose(TaskId.next())).isEmpty();
    }

    @Test
    void whatIsNeededHoldsTheTicketOpenAndWhatIsNotDoesNot() {
        var ticket = opened();
        tasks.add(ticket, "prendre une photo", new For.Person(amina), 1, false, amina);
        tasks.add(ticket, "couper le courant", new For.Service(LIGHTING), 1, true, amina);
        var needed = tasks.of(ticket).getLast();

        assertThat(code(ticketing.resolve(ticket, "answered", amina))).contains("task-needed");
        ticketing.handOver(ticket, ROADS, null, amina);
        assertThat(ticketing.report(ticket, ROADS, ServiceProgress.DONE, "trou bouché", null, "paul"))
                .isEmpty();
        assertThat(status(ticket)).as("no service waits for another's task").isEqualTo(TicketStatus.IN_HAND);
        assertThat(ticketing.ticket(ticket).orElseThrow().interactions().getLast())
                .satisfies(
                        said -> assertThat(said.text()).contains("trou bouché"),
                        said -> assertThat(said.kind())
                                .as("a letter would say that all is done")
                                .isEqualTo(InteractionKind.NOTE),
                        said -> assertThat(said.service()).isEqualTo(ROADS));

        tasks.done(needed.id(), bruno);
        ticketing.handOver(ticket, ROADS, null, amina);
        assertThat(ticketing.report(ticket, ROADS, ServiceProgress.DONE, "fait", null, "paul"))
                .isEmpty();
        assertThat(status(ticket)).isEqualTo(TicketStatus.RESOLVED);
        assertThat(tasks.open(of(amina))).as("still to be done").hasSize(1);
    }

    @Test
    void holdsOneInAHeapAsOnItsPage() {
        var ticket = opened();
        ticketing.take(ticket, amina);
        tasks.add(ticket, "x", new For.Person(amina), 1, true, amina);
        var seen = ticketing.ticket(ticket).orElseThrow().summary();

        assertThat(bulk.work(
                        List.of(new Bulk.Chosen(ticket, seen.changedAt(), seen.owner())),
                        new Bulk.Work.Resolve("answered"),
                        amina))
                .singleElement()
                .isInstanceOfSatisfying(
                        Bulk.Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("task-needed"));
    }

    @Test
    void aMergeShowsTheTasksOfAllAndItsUndoingGivesEachItsOwn() {
        var survivor = opened();
        var merged = opened();
        tasks.add(merged, "x", new For.Person(amina), 1, true, amina);
        cases.merge(survivor, List.of(merged), bruno);

        assertThat(tasks.of(survivor)).hasSize(1);
        assertThat(code(ticketing.resolve(survivor, "answered", amina))).contains("task-needed");
        cases.separate(merged, bruno);
        assertThat(tasks.of(survivor)).isEmpty();
        assertThat(tasks.of(merged)).hasSize(1);
    }

    @Test
    void tellsWhoseItIs() {
        var ticket = opened();
        tasks.add(ticket, "x", new For.Person(bruno), 1, false, amina);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(following.unseen(bruno).get(ticket))
                        .isNotNull()
                        .extracting(Following.News::what)
                        .isEqualTo("task-given"));
        tasks.callOff(only(ticket).id(), amina);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(following.unseen(bruno).get(ticket))
                        .isNotNull()
                        .extracting(Following.News::what)
                        .isEqualTo("task-called-off"));
    }

    /// A random day of theirs: what the table says is open is what the log says.
    @Test
    void countsWhatTheLogCounts() {
        var random = new Random(7);
        var ticket = opened();
        for (var step = 0; step < 120; step++) {
            var known = tasks.of(ticket);
            var task = known.isEmpty() ? null : known.get(random.nextInt(known.size()));
            switch (task == null ? 0 : random.nextInt(5)) {
                case 0, 1 -> tasks.add(ticket, "t" + step, new For.Person(amina), random.nextInt(9), false, amina);
                case 2 -> tasks.done(Objects.requireNonNull(task).id(), bruno);
                case 3 -> tasks.reopen(Objects.requireNonNull(task).id(), bruno);
                default -> tasks.callOff(Objects.requireNonNull(task).id(), amina);
            }
        }
        var open = new HashSet<TaskId>();
        for (var event : events(ticket)) {
            switch (event) {
                case TaskAdded added -> open.add(added.task());
                case TaskDone done -> assertThat(open.remove(done.task())).isTrue();
                case TaskReopened again -> assertThat(open.add(again.task())).isTrue();
                case TaskCalledOff off -> assertThat(open.remove(off.task())).isTrue();
                default -> {}
            }
        }
        assertThat(open).isNotEmpty();
        assertThat(tasks.open(of(amina))).extracting(Task::id).containsExactlyInAnyOrderElementsOf(open);
        assertThat(tasks.count(of(amina))).isEqualTo(new Count(open.size(), 0));

        db.sql("update ticket_task set due = ? where id = ?")
                .params(
                        LocalDate.now(WorkingDays.CITY).minusDays(1),
                        open.iterator().next().value())
                .update();
        assertThat(tasks.count(of(amina))).isEqualTo(new Count(open.size(), 1));
        assertThat(tasks.open(of(amina)).getFirst().late())
                .as("the late one first")
                .isTrue();
        assertThat(tasks.open(new Asked.Of(new For.Service(LIGHTING))))
                .extracting(Task::ticket)
                .doesNotContain(ticket);
    }

    private static Asked of(AgentId agent) {
        return new Asked.Of(new For.Person(agent));
    }

    private Task only(TicketId ticket) {
        assertThat(tasks.of(ticket)).hasSize(1);
        return tasks.of(ticket).getFirst();
    }

    private TicketStatus status(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().status();
    }

    private static Optional<String> code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code);
    }

    private TicketId opened() {
        return receive(mail(someone(), "Question", "…")).ticket();
    }

    private static AgentId somebody() {
        return new AgentId("t" + UUID.randomUUID().toString().substring(0, 8));
    }
}
