package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.allomairies.channels.Intake.Result;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.IntakeEvent.MessageQuarantined;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.ticketing.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InboxIntakeIT extends OnRealServers {

    @Autowired
    VoiceIntake voice;

    @Autowired
    VoicemailIntake messages;

    @Autowired
    ChannelDoor door;

    /// The process died between storing and processing: the row is all that is left, and it is enough.
    @Test
    void aMessageThatWasOnlyStoredIsTakenUpByItself() throws Exception {
        var mail = aMail("Resté en plan");

        var message = intake.store(ChannelKind.EMAIL, List.of(mail)).getFirst();

        assertThat(received(mail).state()).isEqualTo("stored");
        within(SOON, () -> assertThat(received(mail).state()).isEqualTo("processed"));
        assertThat(intake.process(message)).isInstanceOf(Result.Duplicate.class);
        var contact = received(mail).contact().orElseThrow();
        assertThat(log.of(contact)).filteredOn(ContactArrived.class::isInstance).hasSize(1);
        assertThat(log.of(contact)).filteredOn(ContactQueued.class::isInstance).hasSize(1);
        assertThat(log.of(contact)).filteredOn(TicketOpened.class::isInstance).hasSize(1);
    }

    @Test
    void manyWhoProcessTheSameMessageMakeOneContact() throws Exception {
        var mail = aMail("À plusieurs");
        var message = intake.store(ChannelKind.EMAIL, List.of(mail)).getFirst();
        var results = new ArrayList<Future<Result>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                results.add(pool.submit(() -> intake.process(message)));
            }
        }

        assertThat(results.stream().map(Future::resultNow).filter(Result.Queued.class::isInstance))
                .hasSize(1);
        assertThat(log.of(received(mail).contact().orElseThrow()))
                .filteredOn(ContactQueued.class::isInstance)
                .hasSize(1);
    }

    /// Such as what was pushed and is found overdue as well.
    @Test
    void lotsThatOverlapMakeOneContactOfEachMessage() throws Exception {
        var mails = IntStream.range(0, 12).mapToObj(nth -> aMail("Lot " + nth)).toList();
        var messages = intake.store(ChannelKind.EMAIL, mails);
        var lots = new ArrayList<Future<?>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int first = 0; first < 6; first++) {
                var lot = messages.subList(first, first + 7);
                lots.add(pool.submit(() -> intake.processTogether(lot)));
            }
        }
        intake.processTogether(messages);

        assertThat(lots).allMatch(lot -> lot.state() == Future.State.SUCCESS);
        for (var mail : mails) {
            assertThat(received(mail).state()).isEqualTo("processed");
            assertThat(log.of(received(mail).contact().orElseThrow()))
                    .filteredOn(ContactQueued.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void nothingOfAMessageIsWrittenWhenItsTransactionFails() {
        var mail = aMail("Annulé");
        var message = intake.store(ChannelKind.EMAIL, List.of(mail)).getFirst();

        transaction.executeWithoutResult(status -> {
            intake.process(message);
            status.setRollbackOnly();
        });

        assertThat(received(mail).state()).isEqualTo("stored");
        assertThat(intake.process(message)).isInstanceOf(Result.Queued.class);
    }

    @Test
    void whatCannotBeReadIsSetAsideAndCanBeTriedAgain() {
        var unreadable =
                new RawMessage("<" + UUID.randomUUID() + "@x>", Map.of(), "no sender".getBytes(StandardCharsets.UTF_8));
        var message = intake.store(ChannelKind.EMAIL, List.of(unreadable)).getFirst();

        assertThat(intake.process(message))
                .isInstanceOfSatisfying(
                        Result.SetAside.class,
                        aside -> assertThat(aside.reason()).isEqualTo("sender-missing"));
        assertThat(intake.quarantine(100)).anySatisfy(aside -> {
            assertThat(aside.message()).isEqualTo(message);
            assertThat(aside.reason()).isEqualTo("sender-missing");
        });
        assertThat(intake.raw(message).orElseThrow().body()).isEqualTo(unreadable.body());
        assertThat(intake.retry(message)).isInstanceOf(Result.SetAside.class);
        assertThat(intake.process(message)).isInstanceOf(Result.SetAside.class);
    }

    /// A fault of ours: the table refuses what an adapter made. Others are not held up by it.
    @Test
    void aMessageThatFailsAgainAndAgainIsSetAside() throws Exception {
        var poison = new RawMessage(UUID.randomUUID().toString(), Map.of(), new byte[0]);
        var message = intake.store(new ChannelKind("pigeon"), List.of(poison)).getFirst();

        for (int attempt = 1; attempt < InboxIntake.ATTEMPTS; attempt++) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> intake.process(message));
        }
        assertThat(intake.process(message))
                .isInstanceOfSatisfying(
                        Result.SetAside.class,
                        aside -> assertThat(aside.reason()).isEqualTo("processing-failed"));
        within(
                SOON,
                () -> assertThat(events(MessageQuarantined.class))
                        .extracting(MessageQuarantined::message)
                        .contains(message));
    }

    /// They are taken up again together, by the lot.
    @Test
    void aMessageThatFailsHoldsUpNoneOfItsLot() throws Exception {
        var before = aMail("Avant");
        var after = aMail("Après");
        var poison = new RawMessage(UUID.randomUUID().toString(), Map.of(), new byte[0]);
        intake.store(ChannelKind.EMAIL, List.of(before));
        intake.store(new ChannelKind("pigeon"), List.of(poison));
        intake.store(ChannelKind.EMAIL, List.of(after));

        within(InboxIntake.GRACE.plusSeconds(20), () -> {
            assertThat(received(before).state()).isEqualTo("processed");
            return assertThat(received(after).state()).isEqualTo("processed");
        });
        assertThat(received(poison).state()).isEqualTo("stored");
        for (var mail : List.of(before, after)) {
            assertThat(log.of(received(mail).contact().orElseThrow()))
                    .filteredOn(ContactQueued.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void aCallTakesTheSameStepsAndTheSameCallTwiceIsOne() {
        var contact = ContactId.next();
        var call = UUID.randomUUID().toString();
        var lamp = new CategoryCode("lighting.lamp-out");

        var caller = new PhoneNumber("+33493001122");
        var receipt =
                voice.queue(ChannelKind.VOICE, call, contact, Instant.now(), caller, "+33493000010", lamp, null, "fr");
        var again =
                voice.queue(ChannelKind.VOICE, call, contact, Instant.now(), caller, "+33493000010", lamp, null, "fr");

        assertThat(again.ticket()).isEqualTo(receipt.ticket());
        assertThat(receipt.category()).isEqualTo(lamp);
        assertThat(log.of(contact)).filteredOn(ContactArrived.class::isInstance).isEmpty();
        assertThat(log.of(contact))
                .filteredOn(ContactQueued.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var queued = (ContactQueued) event;
                    assertThat(queued.cost()).isEqualTo(100);
                    assertThat(queued.priority()).isEqualTo(10);
                    assertThat(queued.number()).isEqualTo("+33493000010");
                    assertThat(queued.needs().getFirst().skill().value()).isEqualTo("eclairage");
                });
    }

    /// Outside the hours: the same call twice is one request. A message that he leaves in it is kept besides.
    @Test
    void whatACallerToldTheAssistantIsARequestWithANumber() {
        var call = UUID.randomUUID().toString();
        var lamp = new CategoryCode("lighting.lamp-out");
        var said = new VoiceIntake.Said("> Touche : 2", true, "12 rue de France, Nice");

        var receipt = messages.note(call, new PhoneNumber("+33493001122"), "+33493000010", "fr", lamp, said);

        assertThat(receipt.number()).startsWith("NCA-");
        assertThat(receipt.opened()).isTrue();
        assertThat(receipt.category()).isEqualTo(lamp);
        assertThat(receipt.place()).isEqualTo(new Place(null, null, "12 rue de France, Nice"));
        assertThat(messages.note(call, null, null, "fr", lamp, said).ticket()).isEqualTo(receipt.ticket());

        messages.leave(call, ContactId.next(), null, "fr", Duration.ofSeconds(3), new byte[100]);
        assertThat(intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)))
                .filteredOn(received -> received.externalId().startsWith(call))
                .extracting(Intake.Received::externalId, Intake.Received::state)
                .containsExactlyInAnyOrder(tuple(call + "-told", "processed"), tuple(call, "processed"));
    }

    @Test
    void anEmergencyGoesBeforeEverythingElse() {
        var contact = ContactId.next();
        voice.queue(
                ChannelKind.VOICE,
                UUID.randomUUID().toString(),
                contact,
                Instant.now(),
                null,
                null,
                new CategoryCode("emergency.danger"),
                null,
                "fr");
        var mail = aMail("Ça sent le gaz dans ma rue");
        intake.process(intake.store(ChannelKind.EMAIL, List.of(mail)).getFirst());

        for (var urgent : List.of(contact, received(mail).contact().orElseThrow())) {
            assertThat(log.of(urgent))
                    .filteredOn(ContactQueued.class::isInstance)
                    .singleElement()
                    .satisfies(queued ->
                            assertThat(((ContactQueued) queued).priority()).isEqualTo(600));
        }
    }

    private Intake.Received received(RawMessage raw) {
        return intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)).stream()
                .filter(received -> received.externalId().equals(raw.externalId()))
                .findFirst()
                .orElseThrow();
    }

    private static RawMessage aMail(String text) {
        var id = "<" + UUID.randomUUID() + "@example.org>";
        return new RawMessage(
                id,
                Map.of(),
                ("From: " + UUID.randomUUID() + "@example.org\nSubject: Bonjour\nMessage-ID: " + id
                                + "\nContent-Type: text/plain; charset=UTF-8\n\n" + text)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
