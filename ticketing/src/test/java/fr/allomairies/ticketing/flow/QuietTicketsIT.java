package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class QuietTicketsIT extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");

    @Autowired
    QuietTickets quiet;

    @Autowired
    JdbcClient db;

    @Test
    void closesWhatWasResolvedLongAgoAndNothingElse() {
        var old = receive(mail(someone(), "vieux", "…"));
        var fresh = receive(mail(someone(), "récent", "…"));
        var open = receive(mail(someone(), "ouvert", "…"));
        ticketing.resolve(old.ticket(), "answered", AMINA);
        ticketing.resolve(fresh.ticket(), "answered", AMINA);
        age(old);
        age(open);

        quiet.close();

        // a regular run may hold it just then
        await().atMost(Duration.ofSeconds(30)).until(() -> status(old) == TicketStatus.CLOSED);
        assertThat(status(fresh)).isEqualTo(TicketStatus.RESOLVED);
        assertThat(status(open)).isEqualTo(TicketStatus.NEW);
    }

    @Test
    void reopensWhatWasClosedWhenTheCitizenWrites() {
        var first = mail(someone(), "vieux", "…");
        var receipt = receive(first);
        ticketing.resolve(receipt.ticket(), "answered", AMINA);
        age(receipt);
        quiet.close();

        receive(mail(first.sender(), "Re: vieux", "encore", first.externalId()));

        assertThat(status(receipt)).isEqualTo(TicketStatus.IN_HAND);
    }

    private void age(Receipt receipt) {
        db.sql("update ticket set changed_at = changed_at - interval '31 days' where id = ?")
                .param(receipt.ticket().value())
                .update();
    }

    private TicketStatus status(Receipt receipt) {
        return ticketing.ticket(receipt.ticket()).orElseThrow().summary().status();
    }
}
