package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketDescribed;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommandsIT extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");
    static final AgentId BRUNO = new AgentId("bruno");
    static final ServiceCode LIGHTING = new ServiceCode("eclairage");
    static final ServiceCode ROADS = new ServiceCode("voirie");
    static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");

    @Test
    void sendsTheAnswerOfAnAgentByMailAndRemembersWhoAnswered() {
        var first = mail(someone(), "Question", "…");
        var receipt = receive(first);

        var id = ticketing.addMessage(receipt.ticket(), first.contact(), AMINA, "Voici la réponse", "k1");

        var said = interaction(receipt, "Voici la réponse");
        assertThat(said.id()).isEqualTo(id);
        assertThat(said.direction()).isEqualTo(Direction.OUT);
        assertThat(said.channel()).isEqualTo(ChannelKind.EMAIL);
        assertThat(said.delivery()).isEqualTo(Delivery.TO_SEND);
        assertThat(said.author()).isEqualTo(AMINA);
        assertThat(summary(receipt).status()).isEqualTo(TicketStatus.IN_HAND);
        var next = receive(
                mail(new Sender(null, first.sender().email(), null), "Re: Question", "merci", receipt.number()));
        assertThat(next.lastAgent()).isEqualTo(AMINA);
    }

    @Test
    void keepsAChatInTheChat() {
        var first = contact(ChannelKind.CHAT, someone(), null, "", "Bonjour", List.of());
        var receipt = receive(first);

        ticketing.addMessage(receipt.ticket(), first.contact(), AMINA, "Bonjour, que puis-je faire ?", "a1");
        ticketing.addMessage(receipt.ticket(), first.contact(), null, "Une question", "c1");

        assertThat(interaction(receipt, "Bonjour, que puis-je faire ?")).satisfies(said -> {
            assertThat(said.channel()).isEqualTo(ChannelKind.CHAT);
            assertThat(said.delivery()).isNull();
        });
        assertThat(interaction(receipt, "Une question").direction()).isEqualTo(Direction.IN);
    }

    @Test
    void writesAMessageOnceHoweverOftenItsKeyComes() throws Exception {
        var first = mail(someone(), "Question", "…");
        var receipt = receive(first);

        var ids = together(
                20, () -> ticketing.addMessage(receipt.ticket(), first.contact(), AMINA, "une seule fois", "same"));

        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(said(receipt))
                .filteredOn(each -> each.text().equals("une seule fois"))
                .hasSize(1);
        assertThat(events(receipt.ticket()))
                .filteredOn(event -> event instanceof InteractionAdded added && AMINA.equals(added.author()))
                .hasSize(1);
    }

    @Test
    void refusesAnotherTextUnderAKeyThatIsKnown() {
        var receipt = opened();
        var said = ticketing.addMessage(receipt.ticket(), null, AMINA, "Le premier.", "k");
        var again = ticketing.addMessage(receipt.ticket(), null, AMINA, "Le second.", "k");

        assertThat(again).isEqualTo(said);
        assertThat(ticketing.saidOtherwise(said, "Le premier.")).isEmpty();
        assertThat(ticketing.saidOtherwise(again, "Le second."))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("said-otherwise"));
        assertThat(said(receipt)).noneMatch(each -> each.text().equals("Le second."));
    }

    @Test
    void handsOverOnceWhenManyAgentsDoItTogether() throws Exception {
        var receipt = opened();

        var refusals = together(20, () -> ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA));

        assertThat(refusals).containsOnly(Optional.empty());
        assertThat(summary(receipt).status()).isEqualTo(TicketStatus.WITH_SERVICE);
        assertThat(summary(receipt).service()).isEqualTo(LIGHTING);
        assertThat(events(receipt.ticket()))
                .filteredOn(TicketHandedOver.class::isInstance)
                .hasSize(1);
        assertThat(events(receipt.ticket()))
                .filteredOn(TicketStatusChanged.class::isInstance)
                .hasSize(1);
    }

    @Test
    void keepsTheOrderOfChangesThatComeTogether() throws Exception {
        var receipt = opened();
        var nth = new AtomicInteger();

        together(16, () -> switch (nth.getAndIncrement() % 4) {
            case 0 -> ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
            case 1 -> ticketing.handOver(receipt.ticket(), ROADS, null, BRUNO);
            case 2 -> ticketing.resolve(receipt.ticket(), "answered", AMINA);
            default -> ticketing.classify(receipt.ticket(), new CategoryCode("roads.works"), BRUNO);
        });

        var status = TicketStatus.NEW;
        for (var event : events(receipt.ticket())) {
            if (event instanceof TicketStatusChanged changed) {
                assertThat(changed.from()).isEqualTo(status);
                status = changed.to();
            }
        }
        assertThat(summary(receipt).status()).isEqualTo(status);
    }

    @Test
    void movesThePromiseWithTheCategory() {
        var receipt = opened();

        assertThat(ticketing.classify(receipt.ticket(), new CategoryCode("roads.traffic-light"), AMINA))
                .isEmpty();

        assertThat(summary(receipt).due()).isEqualTo(LocalDate.of(2026, 1, 6));
        assertThat(events(receipt.ticket()))
                .filteredOn(TicketClassified.class::isInstance)
                .hasSize(1);
        assertThat(ticketing.classify(receipt.ticket(), new CategoryCode("roads.traffic-light"), AMINA))
                .isEmpty();
        assertThat(events(receipt.ticket()))
                .filteredOn(TicketClassified.class::isInstance)
                .hasSize(1);
    }

    @Test
    void correctsWhoAsksWhatAndWhere() {
        var receipt = receive(contact(ChannelKind.VOICE, Sender.UNKNOWN, null, "", "", List.of()));
        var place = new Place(43.7, 7.26, "12 rue de France");
        var who = new Sender("Zoé Blanc", someone().email(), null);

        assertThat(ticketing.describe(receipt.ticket(), "Lampe cassée", place, who, AMINA))
                .isEmpty();

        var view = ticketing.ticket(receipt.ticket()).orElseThrow();
        assertThat(view.summary().subject()).isEqualTo("Lampe cassée");
        assertThat(view.place()).isEqualTo(place);
        assertThat(view.citizen()).isEqualTo(who);
        assertThat(events(receipt.ticket()))
                .filteredOn(TicketDescribed.class::isInstance)
                .extracting(event -> ((TicketDescribed) event).by())
                .containsExactly(AMINA);
        assertThat(ticketing.describe(receipt.ticket(), null, null, null, AMINA))
                .isEmpty();
        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().place()).isEqualTo(place);
    }

    @Test
    void takesAwayOneDetailAndKeepsTheOthers() {
        var receipt = receive(contact(ChannelKind.VOICE, Sender.UNKNOWN, null, "", "", List.of()));
        var who = new Sender("Zoé Blanc", someone().email(), new PhoneNumber("+33612345678"));
        ticketing.describe(receipt.ticket(), null, new Place(43.7, 7.26, "12 rue de France"), who, AMINA);

        for (var detail : List.of(Detail.EMAIL, Detail.ADDRESS)) {
            assertThat(ticketing.forget(receipt.ticket(), detail, AMINA)).isEmpty();
        }

        var view = ticketing.ticket(receipt.ticket()).orElseThrow();
        assertThat(view.citizen()).isEqualTo(new Sender("Zoé Blanc", null, who.phone()));
        assertThat(view.place()).isEqualTo(new Place(43.7, 7.26, null));
        assertThat(ticketing.forget(receipt.ticket(), Detail.PHONE, AMINA)).isEmpty();
        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().citizen())
                .isEqualTo(new Sender("Zoé Blanc", null, null));
    }

    @Test
    void joinsThePastOfACitizenWhoseAddressIsKnown() {
        var from = someone();
        var mail = receive(mail(from, "Avant", "…"));
        var call = receive(contact(ChannelKind.VOICE, Sender.UNKNOWN, null, "", "", List.of()));

        ticketing.describe(call.ticket(), null, null, new Sender(null, from.email(), null), AMINA);

        assertThat(ticketing.history(call.ticket(), 10))
                .extracting(TicketSummary::id)
                .containsExactly(mail.ticket());
    }

    @Test
    void resolvesWithTheDispositionAsReason() {
        var receipt = opened();

        assertThat(ticketing.resolve(receipt.ticket(), "information", AMINA)).isEmpty();
        assertThat(ticketing.resolve(receipt.ticket(), "information", AMINA)).isEmpty();

        assertThat(events(receipt.ticket()))
                .filteredOn(TicketStatusChanged.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        TicketStatusChanged.class,
                        changed -> assertThat(changed.reason()).isEqualTo("information"));
    }

    @Test
    void doesNotSettleWhatAServiceHas() {
        var receipt = opened();
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);

        assertThat(code(ticketing.resolve(receipt.ticket(), "answered", AMINA))).isEqualTo("with-service");
        assertThat(summary(receipt).status()).isEqualTo(TicketStatus.WITH_SERVICE);
    }

    @Test
    void followsTheServiceUntilItIsDone() {
        var receipt = opened();
        ticketing.handOver(receipt.ticket(), LIGHTING, "Poteau 12", AMINA);
        var newDate = LocalDate.now().plusDays(30);

        assertThat(report(receipt, ServiceProgress.DELAYED, "Pièce en commande", newDate))
                .isEmpty();
        assertThat(summary(receipt).due()).isEqualTo(newDate);
        assertThat(summary(receipt).progress()).isEqualTo(ServiceProgress.DELAYED);
        assertThat(report(receipt, ServiceProgress.DONE, null, null)).isEmpty();

        assertThat(summary(receipt).status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(events(receipt.ticket()))
                .filteredOn(ServiceReported.class::isInstance)
                .hasSize(2);
        assertThat(interaction(receipt, "Pièce en commande").report().newDate()).isEqualTo(newDate);
        assertThat(interaction(receipt, "Poteau 12").direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void refusesADelayWithoutReasonOrDateAndChangesNothing() {
        var receipt = opened();
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
        var before = events(receipt.ticket()).stream()
                .filter(ServiceReported.class::isInstance)
                .count();

        assertThat(code(report(receipt, ServiceProgress.DELAYED, " ", LocalDate.now())))
                .isEqualTo("reason-missing");
        assertThat(code(report(receipt, ServiceProgress.DELAYED, "grève", null)))
                .isEqualTo("date-missing");
        assertThat(code(report(receipt, ServiceProgress.DELAYED, "grève", LocalDate.of(2020, 1, 1))))
                .isEqualTo("date-past");

        assertThat(events(receipt.ticket()).stream()
                        .filter(ServiceReported.class::isInstance)
                        .count())
                .isEqualTo(before);
        assertThat(summary(receipt).progress()).isNull();
    }

    @Test
    void refusesTheReportOfAServiceThatHasNotTheTicket() {
        var receipt = opened();
        assertThat(code(ticketing.report(receipt.ticket(), LIGHTING, ServiceProgress.DONE, null, null, "luc")))
                .isEqualTo("ticket-of-another-service");
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);

        assertThat(code(ticketing.report(receipt.ticket(), ROADS, ServiceProgress.DONE, null, null, "luc")))
                .isEqualTo("ticket-of-another-service");
        report(receipt, ServiceProgress.DONE, null, null);
        assertThat(code(report(receipt, ServiceProgress.DONE, null, null))).isEqualTo("ticket-status");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        var nowhere = TicketId.next();

        assertThat(code(ticketing.resolve(nowhere, "answered", AMINA))).isEqualTo("ticket-not-found");
        assertThat(code(ticketing.classify(nowhere, LAMP, AMINA))).isEqualTo("ticket-not-found");
        assertThat(code(ticketing.describe(nowhere, "a", null, null, AMINA))).isEqualTo("ticket-not-found");
        assertThat(code(ticketing.handOver(nowhere, LIGHTING, null, AMINA))).isEqualTo("ticket-not-found");
        assertThat(code(ticketing.classify(opened().ticket(), new CategoryCode("no.such"), AMINA)))
                .isEqualTo("category-unknown");
        assertThat(code(ticketing.handOver(opened().ticket(), new ServiceCode("no-such"), null, AMINA)))
                .isEqualTo("service-unknown");
        assertThat(code(ticketing.describe(opened().ticket(), " ", null, null, AMINA)))
                .isEqualTo("subject-blank");
        assertThat(code(ticketing.resolve(opened().ticket(), "Très bien", AMINA)))
                .isEqualTo("disposition-unknown");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> ticketing.addNote(nowhere, AMINA, "?", "n-1"));
    }

    private Receipt opened() {
        return receive(contact(ChannelKind.REPORT, someone(), LAMP, "", "éteint", List.of()));
    }

    private Optional<Refusal> report(Receipt receipt, ServiceProgress progress, String reason, LocalDate newDate) {
        return ticketing.report(receipt.ticket(), LIGHTING, progress, reason, newDate, "luc");
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.orElseThrow().code();
    }

    private TicketSummary summary(Receipt receipt) {
        return ticketing.ticket(receipt.ticket()).orElseThrow().summary();
    }

    private List<Interaction> said(Receipt receipt) {
        return ticketing.ticket(receipt.ticket()).orElseThrow().interactions();
    }

    private Interaction interaction(Receipt receipt, String text) {
        return said(receipt).stream()
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofTwentyAgentsWhoTakeATicketAtOnceExactlyOneGetsItAndTheOthersLearnWho() throws Exception {
        var ticket = receive(mail(someone(), "Lampadaire", "…")).ticket();
        var nth = new AtomicInteger();

        var takings = together(20, () -> ticketing.take(ticket, new AgentId("agent-" + nth.incrementAndGet())));

        var owner = ticketing.ticket(ticket).orElseThrow().summary().owner();
        assertThat(takings).filteredOn(Taking.Taken.class::isInstance).hasSize(1);
        assertThat(takings).filteredOn(new Taking.HeldBy(owner)::equals).hasSize(19);
        assertThat(events(ticket)).filteredOn(TicketTaken.class::isInstance).hasSize(1);
    }

    @Test
    void aTicketIsGivenBackByItsOwnerAloneAndThenTakenByAnother() {
        var ticket = receive(mail(someone(), "Lampadaire", "…")).ticket();
        var bruno = new AgentId("bruno");
        var chloe = new AgentId("chloe");
        assertThat(ticketing.take(ticket, bruno)).isEqualTo(new Taking.Taken());
        assertThat(ticketing.take(ticket, bruno)).isEqualTo(new Taking.Taken());

        assertThat(ticketing.giveBack(ticket, chloe)).map(Refusal::code).contains("ticket-not-yours");
        assertThat(ticketing.giveBack(ticket, bruno)).isEmpty();

        assertThat(ticketing.take(ticket, chloe)).isEqualTo(new Taking.Taken());
        assertThat(ticketing.take(TicketId.next(), chloe)).isEqualTo(new Taking.NoTicket());
    }
}
