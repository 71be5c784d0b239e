package fr.allomairies.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.FollowUps;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WebIT extends OnRealServers {

    @Autowired
    FollowUps followUps;

    @Test
    void queuesAMessageOfTheTrackingPageOnItsTicketOnce() throws Exception {
        var receipt = anonymousReport();

        followUps.write(receipt.ticket(), receipt.trackingToken(), "Toujours éteint", "fr", "k1");
        followUps.write(receipt.ticket(), receipt.trackingToken(), "Toujours éteint", "fr", "k1");

        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().interactions())
                .filteredOn(said -> said.channel().equals(WebAdapter.WEB))
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.direction()).isEqualTo(Direction.IN);
                    assertThat(said.text()).isEqualTo("Toujours éteint");
                });
        assertThat(log.of(receipt.ticket()))
                .filteredOn(event -> event instanceof ContactQueued queued
                        && queued.channel().equals(WebAdapter.WEB))
                .hasSize(1);
    }

    @Test
    void whatIsNotFixedIsStoredWithItsPhotoAndQueuedOnce() throws Exception {
        var receipt = anonymousReport();
        var eclairage = new ServiceCode("eclairage");
        ticketing.handOver(receipt.ticket(), eclairage, null, new AgentId("amina"));
        ticketing.report(receipt.ticket(), eclairage, ServiceProgress.DONE, "Changée", null, "paul");
        var token = receipt.trackingToken();
        var page = "<script>".getBytes(StandardCharsets.UTF_8);

        assertThat(followUps.notFixed(receipt.ticket(), token, "Toujours noir", page, true, "fr", "k1"))
                .isFalse();
        for (var turn = 0; turn < 2; turn++) {
            assertThat(followUps.notFixed(receipt.ticket(), token, "Toujours noir", picture(), true, "fr", "k1"))
                    .isTrue();
        }

        var again = ticketing.ticket(receipt.ticket()).orElseThrow();
        assertThat(again.summary().status()).isEqualTo(TicketStatus.WITH_SERVICE);
        assertThat(again.interactions())
                .filteredOn(said -> said.channel().equals(WebAdapter.WEB) && said.direction() == Direction.IN)
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.text()).isEqualTo("Toujours noir");
                    assertThat(said.attachments())
                            .singleElement()
                            .satisfies(photo -> assertThat(photo.type()).isEqualTo("image/png"));
                });
        assertThat(log.of(receipt.ticket()))
                .filteredOn(event -> event instanceof ContactQueued queued
                        && queued.channel().equals(WebAdapter.WEB))
                .hasSize(1);
    }

    private static byte[] picture() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private Receipt anonymousReport() {
        return transaction.execute(_ -> ticketing.receive(new InboundContact(
                ContactId.next(),
                ChannelKind.REPORT,
                UUID.randomUUID().toString(),
                Instant.parse("2026-01-05T08:00:00Z"),
                Sender.UNKNOWN,
                null,
                "Lampadaire",
                "Il est éteint",
                null,
                List.of(),
                List.of(),
                "fr")));
    }
}
