package fr.allomairies.ticketing.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.testkit.RoundTrips;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Outgoing;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.RefusedAddresses;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LettersIT extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");
    static final ServiceCode LIGHTING = new ServiceCode("eclairage");
    static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");

    @Autowired
    RefusedAddresses refused;

    @Autowired
    Outgoing outgoing;

    @Autowired
    LetterFollower follower;

    @Autowired
    CatalogueVersions versions;

    @Test
    void acknowledgesAWrittenRequestAtOnce() {
        var from = someone();
        var receipt = receive(contact(ChannelKind.REPORT, from, LAMP, "Lampadaire", "près du marronnier", List.of()));

        var letter = awaitLetters(receipt, 1).getFirst();

        assertThat(letter.kind()).isEqualTo(InteractionKind.ACKNOWLEDGEMENT);
        assertThat(letter.delivery()).isEqualTo(Delivery.TO_SEND);
        assertThat(letter.text())
                .contains(receipt.number())
                .contains("lundi 5 janvier 2026 à 09:00")
                .contains("au plus tard le lundi 19 janvier 2026")
                .contains("Éclairage public")
                .contains("http://localhost:8080/suivi/" + receipt.trackingToken())
                .doesNotContain("{", "marronnier");
        var carried = outgoing.letter(letter.id()).orElseThrow();
        assertThat(carried.recipient()).isEqualTo(from.email());
        assertThat(carried.subject()).isEqualTo("Votre demande est enregistrée [" + receipt.number() + "]");
        assertThat(carried.automatic()).isTrue();
    }

    @Test
    void writesInTheLanguageOfTheTicket() {
        var receipt = receive(inEnglish(contact(ChannelKind.REPORT, someone(), LAMP, "", "lamp out", List.of())));

        assertThat(awaitLetters(receipt, 1).getFirst().text())
                .contains("We received your message on Monday 5 January 2026 at 09:00")
                .contains("Street lighting")
                .contains("Monday 19 January 2026");
    }

    @Test
    void tellsWhoAskedThatHisRequestWentToSomebodyOutside() {
        var now = versions.current();
        var enedis = versions.write(Part.SERVICES, now.content()) + "enedis,Enedis,Enedis,inside,,,5,yes,yes\n";
        assertThat(versions.change(
                        now.number(), versions.read(Part.SERVICES, enedis).content(), AMINA))
                .isEmpty();
        var receipt = receive(contact(ChannelKind.REPORT, someone(), LAMP, "Lampadaire", "éteint", List.of()));
        awaitLetters(receipt, 1);

        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
        ticketing.handOver(receipt.ticket(), new ServiceCode("enedis"), null, AMINA);

        assertThat(awaitLetters(receipt, 2).getLast().text())
                .contains("ne relève pas de nos services", "Enedis")
                .doesNotContain("{");
        awaitFollower();
        assertThat(letters(receipt.ticket())).hasSize(2);
    }

    @Test
    void namesTheEmergencyNumbersWhereDangerIsPossible() {
        var receipt = receive(contact(
                ChannelKind.REPORT,
                someone(),
                new CategoryCode("lighting.electric-danger"),
                "",
                "fils à nu",
                List.of()));

        assertThat(awaitLetters(receipt, 1).getFirst().text()).contains("112");
    }

    @Test
    void writesNothingToAnAnswerOnAnOpenTicketNorToACallerNorWithoutAnAddress() {
        var from = someone();
        var first = mail(from, "Bonjour", "une question");
        var opened = receive(first);
        awaitLetters(opened, 1);
        receive(mail(from, "Re: Bonjour", "encore une", first.externalId()));
        var call = receive(contact(ChannelKind.VOICE, someone(), null, "", "", List.of()));
        var anonymous = receive(contact(ChannelKind.REPORT, Sender.UNKNOWN, LAMP, "", "éteint", List.of()));

        awaitFollower();

        assertThat(letters(opened.ticket())).hasSize(1);
        assertThat(letters(call.ticket())).isEmpty();
        assertThat(letters(anonymous.ticket())).isEmpty();
    }

    @Test
    void tellsWhoCouldNotBeCalledBackAndLeavesANote() {
        var request = contact(ChannelKind.VOICE, someone(), LAMP, "", "", List.of());
        var receipt = receive(request);
        for (var attempt : List.of(2, 3)) {
            transaction.executeWithoutResult(
                    _ -> log.append(new CitizenNotReached(NINE, request.contact(), attempt, attempt == 3)));
        }

        var letter = awaitLetters(receipt, 1).getFirst();

        assertThat(letter.text()).contains("3 fois sans réponse").doesNotContain("{");
        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().interactions())
                .filteredOn(said -> said.kind() == InteractionKind.NOTE)
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("3 essais"));
    }

    @Test
    void acknowledgesACallOnceTheAgentHasLearntAnAddress() {
        var phone = new PhoneNumber("+33612345678");
        var call = receive(contact(ChannelKind.VOICE, new Sender(null, null, phone), LAMP, "", "", List.of()));

        var told = new Sender("Paul", someone().email(), null);
        assertThat(ticketing.describe(call.ticket(), "Lampadaire", null, told, AMINA))
                .isEmpty();
        assertThat(ticketing.describe(call.ticket(), "Lampadaire éteint", null, told, AMINA))
                .isEmpty();

        assertThat(letters(call.ticket()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.kind()).isEqualTo(InteractionKind.ACKNOWLEDGEMENT));
    }

    @Test
    void tellsEachStepOfTheServiceWithTheReasonAndTheNewDate() {
        var receipt = handedOver();
        var newDate = LocalDate.now().plusDays(20);

        report(receipt, ServiceProgress.IN_PROGRESS, null, null);
        report(receipt, ServiceProgress.DELAYED, "la pièce {manque} à l'entrepôt", newDate);
        report(receipt, ServiceProgress.DONE, null, null);

        var letters = awaitLetters(receipt, 4).subList(1, 4);
        assertThat(letters).extracting(Interaction::kind).containsOnly(InteractionKind.PROGRESS);
        assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.text())
                        .contains(receipt.number())
                        .contains("Éclairage public")
                        .contains("/suivi/" + receipt.trackingToken()));
        assertThat(letters.get(0).text()).contains("prise en charge");
        assertThat(letters.get(1).text())
                .contains("Raison : la pièce {manque} à l'entrepôt")
                .contains("Nouvelle date annoncée");
        assertThat(letters.get(2).text()).contains("terminé").contains("rouverte");
    }

    @Test
    void tellsASecondClickNotAgain() {
        var receipt = handedOver();

        report(receipt, ServiceProgress.IN_PROGRESS, null, null);
        report(receipt, ServiceProgress.IN_PROGRESS, null, null);
        awaitLetters(receipt, 2);
        awaitFollower();

        assertThat(letters(receipt.ticket())).hasSize(2);
    }

    @Test
    void writesNothingTwiceWhenTheLogIsReadAgain() {
        var receipt = handedOver();
        report(receipt, ServiceProgress.IN_PROGRESS, null, null);
        awaitLetters(receipt, 2);

        for (var event : events(receipt.ticket())) {
            if (follower.wants(event)) {
                transaction.executeWithoutResult(_ -> follower.on(new LogEntry(1, event)));
            }
        }

        assertThat(letters(receipt.ticket())).hasSize(2);
    }

    @Test
    void stopsWritingToAnAddressThatAnswersLikeAMachine() {
        var from = someone();
        for (int i = 0; i < 25; i++) {
            receive(mail(from, "Absence " + i, "Je suis absent"));
        }
        var last = receive(mail(from, "Absence", "Je suis absent"));

        awaitFollower();

        assertThat(letters(last.ticket())).isEmpty();
        assertThat(ticketing.ticket(last.ticket()).orElseThrow().interactions().getLast())
                .satisfies(note -> assertThat(note.text()).contains("Aucun courrier automatique"));
        var written = ticketing.history(last.ticket(), 100).stream()
                .mapToInt(line -> letters(line.id()).size())
                .sum();
        assertThat(written).isEqualTo(20);
    }

    /// The tickets; what was written before; the letters.
    @Test
    void acknowledgesAllThatWereOpenedMeanwhileInThreeRoundTrips() {
        transaction.executeWithoutResult(_ -> {
            var receipts = IntStream.range(0, 30)
                    .mapToObj(nth -> receive(mail(someone(), "Bonjour " + nth, "une question")))
                    .toList();

            assertThat(RoundTrips.of(() -> follower.on(opened(receipts)))).isEqualTo(3);
            assertThat(receipts)
                    .allSatisfy(receipt -> assertThat(letters(receipt.ticket()))
                            .singleElement()
                            .satisfies(letter -> assertThat(letter.text()).contains(receipt.number())));
        });
    }

    @Test
    void countsWhatItWritesToOneAddressAtTheSameTime() {
        var from = someone();
        transaction.executeWithoutResult(_ -> {
            var receipts = IntStream.range(0, 25)
                    .mapToObj(nth -> receive(mail(from, "Absence " + nth, "Je suis absent")))
                    .toList();

            follower.on(opened(receipts));

            assertThat(receipts)
                    .filteredOn(receipt -> letters(receipt.ticket()).size() == 1)
                    .hasSize(20);
            assertThat(receipts.subList(20, 25))
                    .allSatisfy(receipt -> assertThat(notes(receipt.ticket()))
                            .singleElement()
                            .asString()
                            .contains("Aucun courrier automatique"));
        });
    }

    private List<LogEntry> opened(List<Receipt> receipts) {
        return receipts.stream()
                .map(receipt -> new TicketOpened(
                        NINE,
                        receipt.ticket(),
                        receipt.number(),
                        ChannelKind.EMAIL,
                        receipt.category(),
                        ContactId.next()))
                .map(event -> new LogEntry(1, event))
                .toList();
    }

    @Test
    void writesNoMoreToAnAddressThatRefusedUntilAMailComesFromIt() {
        var from = someone();
        var first = receive(mail(from, "Bonjour", "une question"));
        var letter = awaitLetters(first, 1).getFirst();
        transaction.executeWithoutResult(_ -> outgoing.sent(Map.of(letter.id(), "<" + UUID.randomUUID() + "@allo>")));
        transaction.executeWithoutResult(_ -> outgoing.failed(letter.id(), "bounced"));

        var second = receive(contact(ChannelKind.REPORT, from, LAMP, "Lampadaire", "éteint", List.of()));
        awaitFollower();

        assertThat(letters(second.ticket())).isEmpty();
        assertThat(notes(second.ticket())).singleElement().asString().contains("l’adresse de l’usager ne reçoit pas");

        awaitLetters(receive(receivedNow(mail(from, "Me revoilà", "ma boîte reçoit à nouveau"))), 1);
    }

    @Test
    void goesOnWritingToAnAddressWhoseMailDidNotArriveForNow() {
        var from = someone();
        var first = receive(contact(ChannelKind.REPORT, from, LAMP, "Lampadaire", "éteint", List.of()));
        var letter = awaitLetters(first, 1).getFirst();

        transaction.executeWithoutResult(_ -> outgoing.failed(letter.id(), "bounced-for-now"));

        assertThat(refused.contains(from.email())).isFalse();
        assertThat(notes(first.ticket())).singleElement().asString().contains("L’adresse reste valable");
        assertThat(letters(first.ticket()))
                .singleElement()
                .satisfies(failed -> assertThat(failed.delivery()).isEqualTo(Delivery.FAILED));
        awaitLetters(receive(contact(ChannelKind.REPORT, from, LAMP, "Lampadaire", "éteint", List.of())), 1);
    }

    @Test
    void writesAgainToAnAddressThatIsKnownToWork() {
        var from = someone();
        var letter =
                awaitLetters(receive(mail(from, "Bonjour", "une question")), 1).getFirst();
        transaction.executeWithoutResult(_ -> outgoing.sent(Map.of(letter.id(), "<" + UUID.randomUUID() + "@allo>")));
        transaction.executeWithoutResult(_ -> outgoing.failed(letter.id(), "bounced"));
        assertThat(refused.contains(from.email())).isTrue();

        refused.forget(from.email());

        assertThat(refused.contains(from.email())).isFalse();
        awaitLetters(receive(contact(ChannelKind.REPORT, from, LAMP, "Lampadaire", "éteint", List.of())), 1);
    }

    @Test
    void stopsWritingOnATicketThatGoesRoundAndRound() {
        var receipt = handedOver();
        for (int i = 0; i < 18; i++) {
            report(
                    receipt,
                    ServiceProgress.DELAYED,
                    "panne " + i,
                    LocalDate.now().plusDays(20));
        }

        awaitFollower();

        assertThat(letters(receipt.ticket())).hasSize(15);
        assertThat(notes(receipt.ticket()))
                .filteredOn(note -> note.contains("sur cette demande en un jour"))
                .hasSize(4);
    }

    private List<String> notes(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().interactions().stream()
                .filter(said -> said.kind() == InteractionKind.NOTE)
                .map(Interaction::text)
                .toList();
    }

    private Receipt handedOver() {
        var receipt = receive(contact(ChannelKind.REPORT, someone(), LAMP, "", "éteint", List.of()));
        awaitLetters(receipt, 1);
        assertThat(ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA)).isEmpty();
        return receipt;
    }

    private void report(Receipt receipt, ServiceProgress progress, String reason, LocalDate newDate) {
        assertThat(ticketing.report(receipt.ticket(), LIGHTING, progress, reason, newDate, "luc"))
                .isEmpty();
    }

    private List<Interaction> awaitLetters(Receipt receipt, int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> letters(receipt.ticket()).size() >= count);
        return letters(receipt.ticket());
    }

    /// A later request is acknowledged only when all earlier entries of the log have been read.
    private void awaitFollower() {
        awaitLetters(receive(mail(mailer("later-" + UUID.randomUUID() + "@example.org"), "plus tard", "…")), 1);
    }

    private List<Interaction> letters(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().interactions().stream()
                .filter(said -> said.direction() == Direction.OUT)
                .toList();
    }

    private static InboundContact inEnglish(InboundContact contact) {
        return with(contact, contact.receivedAt(), "en");
    }

    private static InboundContact receivedNow(InboundContact contact) {
        return with(contact, Instant.now(), contact.language());
    }

    private static InboundContact with(InboundContact contact, Instant receivedAt, String language) {
        return new InboundContact(
                contact.contact(),
                contact.channel(),
                contact.externalId(),
                receivedAt,
                contact.sender(),
                contact.category(),
                contact.subject(),
                contact.text(),
                contact.place(),
                contact.attachments(),
                contact.threadHints(),
                language);
    }
}
