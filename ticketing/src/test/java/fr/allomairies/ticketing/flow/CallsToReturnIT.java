package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.MissedCallSettled;
import fr.allomairies.contact.TicketEvent.MissedCallSettled.How;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.MissedCall;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.PlacedCall;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.TicketSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CallsToReturnIT extends OnPostgres {

    @Autowired
    Tasks tasks;

    private static final AgentId AMINA = new AgentId("amina");
    private static final Instant TEN = Instant.parse("2026-01-05T09:00:00Z");

    private final PhoneNumber phone =
            new PhoneNumber("+3363%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000)));

    @Test
    void whoGaveUpIsToBeCalledBackUntilHeSpeaksWithSomebodyWhoseTicketIsNamed() {
        var gaveUp = calls(phone);
        abandons(gaveUp, TEN);

        assertThat(ticketing.missedCalls(List.of(gaveUp.ticket())))
                .containsEntry(gaveUp.ticket(), new MissedCall(TEN, phone));
        assertThat(toCallBack()).contains(gaveUp.ticket());

        var again = calls(phone);
        happens(new OfferAccepted(TEN.plusSeconds(60), again.contact(), AMINA));

        await().until(() -> status(gaveUp.ticket()) == TicketStatus.RESOLVED);
        assertThat(toCallBack()).doesNotContain(gaveUp.ticket());
        assertThat(settled(gaveUp.ticket())).containsExactly(How.REACHED_US);
        assertThat(lastNote(gaveUp.ticket())).contains(number(again.ticket()));
        assertThat(status(again.ticket())).isEqualTo(TicketStatus.NEW);
    }

    @Test
    void aMailOfTheSameCitizenReachesUsAsWell() {
        var address = new EmailAddress(UUID.randomUUID() + "@example.org");
        receive(mail(new Sender("Jeanne", address, phone), "Bonjour", "…"));
        var gaveUp = calls(phone);
        abandons(gaveUp, TEN);

        var mail = mail(new Sender(null, address, null), "J'ai appelé", "…");
        receive(mail);
        happens(new OfferAccepted(TEN.plusSeconds(60), mail.contact(), AMINA));

        await().until(() -> status(gaveUp.ticket()) == TicketStatus.RESOLVED);
    }

    @Test
    void whoGivesUpAgainIsCalledBackOnceAndHasWaitedSinceTheFirstTime() {
        var first = calls(phone);
        abandons(first, TEN);
        var second = calls(phone);
        abandons(second, TEN.plusSeconds(600));

        assertThat(status(first.ticket())).isEqualTo(TicketStatus.RESOLVED);
        assertThat(settled(first.ticket())).containsExactly(How.CALLED_AGAIN);
        assertThat(ticketing.missedCalls(List.of(first.ticket(), second.ticket())))
                .containsOnlyKeys(second.ticket())
                .containsEntry(second.ticket(), new MissedCall(TEN, phone));
    }

    @Test
    void whoeverCalledHimSaysSo() {
        var gaveUp = calls(phone);
        abandons(gaveUp, TEN);

        assertThat(ticketing.calledBack(gaveUp.ticket(), AMINA)).isEmpty();

        assertThat(ticketing.missedCalls(List.of(gaveUp.ticket()))).isEmpty();
        assertThat(status(gaveUp.ticket())).isEqualTo(TicketStatus.IN_HAND);
        assertThat(ticketing.calledBack(gaveUp.ticket(), AMINA))
                .map(Refusal::code)
                .contains("no-missed-call");
    }

    @Test
    void whoAnswersAnAgentsCallIsNotCalledBackOnAnyOfHisRequests() {
        var other = calls(phone);
        abandons(other, TEN);
        var ticket =
                receive(mail(new Sender(null, null, phone), "Lampadaire", "…")).ticket();

        ticketing.reached(ticket);

        assertThat(toCallBack()).doesNotContain(other.ticket());
        assertThat(settled(other.ticket())).containsExactly(How.CALLED_BACK);
    }

    @Test
    void aNeededTaskHoldsOpenWhatHeDidNotSay() {
        var other = calls(phone);
        abandons(other, TEN);
        tasks.add(other.ticket(), "rappeler la voirie", new Tasks.For.Person(AMINA), 1, true, AMINA);
        var ticket =
                receive(mail(new Sender(null, null, phone), "Lampadaire", "…")).ticket();

        ticketing.reached(ticket);

        assertThat(settled(other.ticket())).containsExactly(How.CALLED_BACK);
        assertThat(status(other.ticket())).isEqualTo(TicketStatus.NEW);
    }

    @Test
    void keepsOnTheTicketWhatCameOfAnAgentsCallOnce() {
        var ticket = calls(phone).ticket();
        var call = ContactId.next();
        var reached = new PlacedCall(call, AMINA, "06 12 34 56 78", TEN, null, Duration.ofSeconds(192));

        ticketing.keepCall(ticket, reached);
        ticketing.keepCall(ticket, reached);
        ticketing.keepCall(
                ticket, new PlacedCall(ContactId.next(), AMINA, "06 12 34 56 78", TEN, Unanswered.BUSY, Duration.ZERO));

        assertThat(ticketing.ticket(ticket).orElseThrow().interactions())
                .filteredOn(said -> said.direction() == Direction.OUT && said.kind() == InteractionKind.CALL)
                .allMatch(said -> AMINA.equals(said.author()))
                .extracting(said -> said.text().replace('\u00a0', ' '))
                .containsExactly("Appel au 06 12 34 56 78 : répondu, 3 min 12 s.", "Appel au 06 12 34 56 78 : occupé.");
    }

    @Test
    void aSettledRequestIsNotCalledBack() {
        var gaveUp = calls(phone);
        abandons(gaveUp, TEN);

        ticketing.resolve(gaveUp.ticket(), "answered", AMINA);

        await().until(() -> ticketing.missedCalls(List.of(gaveUp.ticket())).isEmpty());
        assertThat(settled(gaveUp.ticket())).containsExactly(How.RESOLVED);
    }

    @Test
    void aWithheldNumberAndAMenuThatWasLeftAreNobodyToCall() {
        var withheld = calls(null);
        var inMenu = calls(phone);
        happens(new ContactAbandoned(TEN, withheld.contact(), Stage.WAITING));
        happens(new ContactAbandoned(TEN, inMenu.contact(), Stage.MENU));
        abandons(calls(new PhoneNumber("+33630000000")), TEN); // the follower has come past both

        assertThat(ticketing.missedCalls(List.of(withheld.ticket(), inMenu.ticket())))
                .isEmpty();
    }

    /// He did not give up: his telephone server died.
    @Test
    void whoWasLostWhileHeWaitedIsCalledBackToo() {
        var lost = calls(phone);
        happens(new ContactEnded(TEN, lost.contact(), Outcome.LOST));

        await().until(() -> !ticketing.missedCalls(List.of(lost.ticket())).isEmpty());
    }

    private record Called(ContactId contact, TicketId ticket) {}

    private Called calls(@Nullable PhoneNumber from) {
        var call = new InboundContact(
                ContactId.next(),
                ChannelKind.VOICE,
                UUID.randomUUID().toString(),
                NINE,
                new Sender(null, null, from),
                null,
                "",
                "",
                null,
                List.of(),
                List.of(),
                "fr");
        return new Called(call.contact(), receive(call).ticket());
    }

    private void abandons(Called call, Instant at) {
        happens(new ContactAbandoned(at, call.contact(), Stage.WAITING));
        await().until(() -> !ticketing.missedCalls(List.of(call.ticket())).isEmpty());
    }

    private void happens(Event event) {
        transaction.executeWithoutResult(_ -> log.append(event));
    }

    private List<TicketId> toCallBack() {
        return ticketing.find(new TicketFilter(null, null, null, null, new View.ToCallBack()), 500, 0).stream()
                .map(TicketSummary::id)
                .toList();
    }

    private List<How> settled(TicketId ticket) {
        return events(ticket).stream()
                .filter(MissedCallSettled.class::isInstance)
                .map(event -> ((MissedCallSettled) event).how())
                .toList();
    }

    private String lastNote(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().interactions().getLast().text();
    }

    private String number(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().number();
    }

    private TicketStatus status(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().status();
    }
}
