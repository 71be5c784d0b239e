package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.TicketAssigned;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.Bulk.Chosen;
import fr.allomairies.ticketing.Bulk.Outcome;
import fr.allomairies.ticketing.Bulk.Work;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.Order;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.TicketSummary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class BulkIT extends OnPostgres {

    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");

    @Autowired
    Bulk bulk;

    @Autowired
    JdbcClient db;

    @Test
    void doesWhatItCanAndSaysOfEachOtherWhyNot() {
        var hers = taken(AMINA);
        var his = taken(BRUNO);
        var nobodys = opened();
        var withService = taken(AMINA);
        ticketing.handOver(withService, new ServiceCode("eclairage"), null, AMINA);
        var stale = chosen(taken(AMINA));
        ticketing.addNote(stale.ticket(), BRUNO, "Il a rappelé.", "k");

        var outcomes = bulk.work(
                List.of(chosen(hers), chosen(his), chosen(nobodys), chosen(withService), stale),
                new Work.Resolve("answered"),
                AMINA);

        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Done.class);
        assertThat(codes(outcomes)).containsExactly("held", "not-yours", "with-service", "changed-meanwhile");
        assertThat(summary(hers).status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(Stream.of(his, nobodys, withService, stale.ticket())
                        .map(id -> summary(id).status()))
                .doesNotContain(TicketStatus.RESOLVED);
    }

    @Test
    void takesBackAResolutionAndTheLogKeepsBoth() {
        var ticket = taken(AMINA);
        var before = summary(ticket);

        var done = done(bulk.work(List.of(chosen(ticket)), new Work.Resolve("duplicate"), AMINA));
        var back = bulk.takeBack(done, AMINA);

        assertThat(back).hasOnlyElementsOfType(Outcome.Done.class);
        assertThat(summary(ticket).status()).isEqualTo(before.status());
        assertThat(events(ticket))
                .filteredOn(TicketStatusChanged.class::isInstance)
                .extracting(event -> ((TicketStatusChanged) event).reason())
                .containsExactly("duplicate", "taken-back");
    }

    @Test
    void takesBackAClassificationWithTheStateAndTheDayThatWentWithIt() {
        var ticket = taken(AMINA);
        var before = summary(ticket);

        var done = done(bulk.work(List.of(chosen(ticket)), new Work.Classify(LAMP), AMINA));
        assertThat(summary(ticket).category()).isEqualTo(LAMP);
        assertThat(summary(ticket).status()).isEqualTo(TicketStatus.IN_HAND);
        bulk.takeBack(done, AMINA);

        assertThat(summary(ticket))
                .extracting(TicketSummary::category, TicketSummary::status, TicketSummary::due, TicketSummary::owner)
                .containsExactly(before.category(), TicketStatus.NEW, before.due(), AMINA);
        assertThat(events(ticket))
                .filteredOn(TicketClassified.class::isInstance)
                .hasSize(2);
    }

    @Test
    void takingBackAnOwnerAloneIsNoActivityOnTheTicket() {
        var ticket = opened();
        var seen = chosen(ticket);

        var done = done(bulk.work(List.of(seen), new Work.Take(), AMINA));
        bulk.takeBack(done, AMINA);

        assertThat(summary(ticket).owner()).isNull();
        assertThat(summary(ticket).changedAt()).isEqualTo(seen.read());
    }

    @Test
    void whatIsSoAlreadyIsNotDone() {
        var hers = chosen(taken(AMINA));
        var resolved = taken(AMINA);
        ticketing.resolve(resolved, "answered", AMINA);
        var answered = chosen(resolved);

        assertThat(codes(bulk.work(List.of(hers), new Work.Take(), AMINA))).containsExactly("unchanged");
        assertThat(codes(bulk.work(List.of(answered), new Work.Resolve("duplicate"), AMINA)))
                .containsExactly("unchanged");
        assertThat(summary(resolved).changedAt()).isEqualTo(answered.read());
    }

    @Test
    void takingBackLeavesTheDispositionThatWasThereBefore() {
        var citizen = someone();
        var ticket = receive(mail(citizen, "Question", "…")).ticket();
        ticketing.resolve(ticket, "answered", AMINA);
        receive(mail(citizen, "Question", "Encore…", summary(ticket).number()));
        ticketing.take(ticket, AMINA);
        assertThat(summary(ticket).status()).isNotEqualTo(TicketStatus.RESOLVED);

        var done = done(bulk.work(List.of(chosen(ticket)), new Work.Resolve("duplicate"), AMINA));
        assertThat(disposition(ticket)).isEqualTo("duplicate");
        bulk.takeBack(done, AMINA);

        assertThat(summary(ticket).status()).isNotEqualTo(TicketStatus.RESOLVED);
        assertThat(disposition(ticket)).isEqualTo("answered");
    }

    @Test
    void takesNothingBackOnceSomebodyElseHasWorkedOnIt() {
        var first = taken(AMINA);
        var second = taken(AMINA);
        var done = done(bulk.work(List.of(chosen(first), chosen(second)), new Work.Resolve("answered"), AMINA));
        ticketing.giveBack(second, AMINA);

        var back = bulk.takeBack(done, AMINA);
        var again = bulk.takeBack(done, AMINA);

        assertThat(codes(back)).containsExactly("changed-meanwhile");
        assertThat(codes(again)).containsExactly("changed-meanwhile", "changed-meanwhile");
        assertThat(summary(first).status()).isEqualTo(TicketStatus.NEW);
        assertThat(summary(second).status()).isEqualTo(TicketStatus.RESOLVED);
    }

    @Test
    void givesATicketToOneOfTwoWhoTakeAHeapAtOnce() throws Exception {
        var heap = Stream.generate(this::opened).limit(8).map(this::chosen).toList();

        var outcomes = together(
                6,
                () -> bulk.work(
                        heap,
                        new Work.Take(),
                        new AgentId("agent-" + Thread.currentThread().threadId())));

        assertThat(outcomes.stream().flatMap(each -> done(each).stream())).hasSize(heap.size());
        assertThat(heap)
                .allSatisfy(one -> assertThat(events(one.ticket()))
                        .filteredOn(TicketTaken.class::isInstance)
                        .hasSize(1));
    }

    @Test
    void assignsWhatIsStillWhereTheSupervisorSawItAndTakesThatBack() {
        var free = opened();
        var his = taken(BRUNO);
        var seen = chosen(opened());
        ticketing.take(seen.ticket(), BRUNO);

        var outcomes =
                bulk.work(List.of(chosen(free), chosen(his), seen), new Work.Assign(AMINA), new AgentId("sophie"));
        assertThat(summary(his).owner()).isEqualTo(AMINA);
        assertThat(codes(outcomes)).containsExactly("changed-meanwhile");
        assertThat(summary(seen.ticket()).owner()).isEqualTo(BRUNO);
        bulk.takeBack(done(outcomes), new AgentId("sophie"));

        assertThat(summary(free).owner()).isNull();
        assertThat(summary(his).owner()).isEqualTo(BRUNO);
        assertThat(events(his))
                .filteredOn(TicketAssigned.class::isInstance)
                .extracting(event -> ((TicketAssigned) event).to())
                .containsExactly(AMINA, BRUNO);
    }

    @Test
    void listsWhatNobodyHasInEachOrder() {
        var mine = someone();
        var first = receive(mail(mine, "Banc cassé", "…")).ticket();
        var second = receive(mail(mine, "Autre banc cassé", "…")).ticket();
        var third = receive(mail(mine, "Encore un banc", "…")).ticket();
        ticketing.take(second, AMINA);
        var address = mine.email().value();

        assertThat(ticketing.find(filter(address, Order.OPENED), 9, 0))
                .extracting(TicketSummary::id)
                .containsExactlyInAnyOrder(first, third);
        assertThat(ticketing.find(filter(address, Order.DUE), 9, 0)).hasSize(2);
        assertThat(ticketing.numbered(List.of(summary(third).number(), "NCA-26-999999")))
                .extracting(TicketSummary::id)
                .containsExactly(third);
    }

    private String disposition(TicketId ticket) {
        return db.sql("select disposition from ticket where id = ?")
                .param(ticket.value())
                .query(String.class)
                .single();
    }

    private static TicketFilter filter(String text, Order order) {
        return new TicketFilter(text, null, null, null, new CategoryCode("other"), new View.Free(), order);
    }

    private TicketId opened() {
        return receive(mail(someone(), "Question", "…")).ticket();
    }

    private TicketId taken(AgentId by) {
        var ticket = opened();
        ticketing.take(ticket, by);
        return ticket;
    }

    private Chosen chosen(TicketId ticket) {
        var seen = summary(ticket);
        return new Chosen(ticket, seen.changedAt(), seen.owner());
    }

    private TicketSummary summary(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary();
    }

    private static List<Outcome.Done> done(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Done.class::isInstance)
                .map(Outcome.Done.class::cast)
                .toList();
    }

    private static List<String> codes(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Refused.class::isInstance)
                .map(refused -> ((Outcome.Refused) refused).refusal().code())
                .toList();
    }
}
