package fr.allomairies.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.ticketing.FollowUps;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
