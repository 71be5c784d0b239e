package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.Intake.Received;
import fr.allomairies.channels.OnRealServers;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.store.Outbox;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The mailbox with what the world puts into it, and with a server that goes away.
class MailFaultsIT extends OnRealServers {

    @Autowired
    Outbox outbox;

    final String citizen = "paul@" + UUID.randomUUID() + ".example";

    @Test
    void aMailOfThirtyMegabytesIsSetAsideItsSenderToldOnceAndTheMailboxGoesOn() throws Exception {
        var first = id();
        mail(citizen, aMail(first, "Photos") + lines(30 << 20));
        var second = id();
        mail(citizen, aMail(second, "Encore") + lines(27 << 20));
        var third = id();
        mail(citizen, aMail(third, "Sans photo"));

        awaitState(first, "quarantined");
        awaitState(second, "quarantined");
        awaitState(third, "processed");
        assertThat(intake.quarantine(100)).anySatisfy(aside -> {
            assertThat(aside.reason()).isEqualTo("message-too-large");
            assertThat(aside.bytes()).isGreaterThan(30 << 20);
        });
        within(SOON, () -> assertThat(notices()).isEqualTo(1));
        Thread.sleep(1000);
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void brokenMailsAreReadOrSetAsideAndTheMailboxGoesOn() throws Exception {
        mail(citizen, "\n\n\n");
        mail(citizen, "Content-Type: multipart/mixed; boundary=\n\n--\n--\n");
        mail(citizen, "From: \0\0\nSubject: =?utf-8?B?broken\n\n\0\0\0");
        var last = id();
        mail(citizen, aMail(last, "Après les autres"));

        awaitState(last, "processed");
        within(
                SOON,
                () -> assertThat(intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)))
                        .filteredOn(received -> received.channel().equals(ChannelKind.EMAIL))
                        .noneMatch(received -> received.state().equals("stored")));
    }

    @Test
    void whatComesAndLeavesWhileTheMailServerIsAwayDoesSoWhenItIsBack() throws Exception {
        var before = id();
        mail(citizen, aMail(before, "Avant la panne"));
        awaitState(before, "processed");
        var ticket = ticketing
                .byContact(within(SOON, () -> received(before).contact().orElseThrow(AssertionError::new)))
                .orElseThrow();

        killMailServer();
        ticketing.addMessage(ticket.summary().id(), null, new AgentId("amina"), "Pendant la panne", "k");
        Thread.sleep(3000);
        startMailServer();

        within(
                SOON,
                () -> assertThat(inboxOf(citizen))
                        .filteredOn(mail -> textOf(mail).contains("Pendant la panne"))
                        .hasSize(1));
        var after = id();
        mail(citizen, aMail(after, "Après la panne"));
        awaitState(after, "processed");
    }

    @Test
    void whoseClaimIsOverHoldsNothing() {
        transaction.executeWithoutResult(all -> {
            all.setRollbackOnly();
            var begin = Instant.EPOCH;
            outbox.add(ChannelKind.EMAIL, null, new RawMessage(id(), Map.of(), new byte[0]), begin);
            assertThat(outbox.claim(true, begin, begin.plusMillis(5), 10)).isEmpty();
            var ids = outbox.claim(false, begin, begin.plusMillis(5), 10).stream()
                    .map(Outbox.Entry::id)
                    .toList();
            assertThat(ids).hasSize(1);
            assertThat(outbox.hold(ids, begin.plusMillis(5), begin.plusMillis(9)))
                    .containsExactlyElementsOf(ids);
            assertThat(outbox.hold(ids, begin.plusMillis(5), begin.plusMillis(12)))
                    .isEmpty();
            outbox.sent(ids);
            assertThat(outbox.hold(ids, begin.plusMillis(9), begin.plusMillis(12)))
                    .isEmpty();
        });
    }

    private long notices() {
        return inboxOf(citizen).stream()
                .filter(mail -> {
                    try {
                        return mail.getSubject().contains("trop volumineux");
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .count();
    }

    private void awaitState(String messageId, String state) throws Exception {
        within(SOON, () -> assertThat(received(messageId).state()).isEqualTo(state));
    }

    private Received received(String messageId) {
        return intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)).stream()
                .filter(received -> received.externalId().equals(messageId))
                .findFirst()
                .orElseThrow(AssertionError::new);
    }

    private static String lines(int bytes) {
        return ("x".repeat(75) + "\n").repeat(bytes / 76 + 1);
    }

    private static String id() {
        return "<" + UUID.randomUUID() + "@example.org>";
    }

    private String aMail(String id, String subject) {
        return "From: Paul <" + citizen + ">\nTo: mairie@allo.test\nSubject: " + subject + "\nMessage-ID: " + id
                + "\nContent-Type: text/plain; charset=UTF-8\n\ntext\n";
    }
}
