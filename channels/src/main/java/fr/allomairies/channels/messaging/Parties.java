package fr.allomairies.channels.messaging;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whom we write to in messengers, and when he wrote last.
@Repository
class Parties {

    private final JdbcClient db;
    private final Ticketing ticketing;
    private final String publicUrl;

    Parties(JdbcClient db, Ticketing ticketing, @Value("${allo.public-url:http://localhost:8080}") String publicUrl) {
        this.db = db;
        this.ticketing = ticketing;
        this.publicUrl = publicUrl;
    }

    /// The citizen who wrote on the ticket, on whichever ticket he writes now.
    Optional<Party> of(TicketId ticket, ChannelKind channel) {
        var contacts = ticketing.ticket(ticket).map(TicketView::own).stream()
                .flatMap(view -> view.interactions().stream())
                .filter(said ->
                        said.direction() == Direction.IN && said.channel().equals(channel) && said.contact() != null)
                .map(said -> said.contact().value())
                .distinct()
                .toArray(UUID[]::new);
        return db.sql("""
                        select c.id, c.party, c.heard_at from channels_chat_conversation c
                        where c.party is not null and c.channel = ? and c.id in
                            (select conversation from channels_chat_message where contact = any(?))
                        order by c.heard_at desc limit 1
                        """)
                .params(channel.value(), contacts)
                .query((row, _) -> party(row))
                .optional();
    }

    /// Empty when his name was taken away.
    Optional<Party> of(UUID conversation) {
        return db.sql("select id, party, heard_at from channels_chat_conversation where id = ? and party is not null")
                .param(conversation)
                .query((row, _) -> party(row))
                .optional();
    }

    Optional<UUID> conversation(ChannelKind channel, String party) {
        return db.sql("select id from channels_chat_conversation where channel = ? and party = ?")
                .params(channel.value(), party)
                .query(UUID.class)
                .optional();
    }

    String trackingPage(TicketId ticket) {
        return ticketing
                .ticket(ticket)
                .map(view -> publicUrl + "/suivi/" + view.trackingToken())
                .orElse("");
    }

    private static Party party(ResultSet row) throws SQLException {
        return new Party(
                row.getObject("id", UUID.class),
                row.getString("party"),
                row.getTimestamp("heard_at").toInstant());
    }

    record Party(UUID conversation, String name, Instant heardAt) {

        @Override
        public String toString() {
            return "party of " + conversation;
        }
    }
}
