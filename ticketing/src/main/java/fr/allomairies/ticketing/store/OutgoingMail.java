package fr.allomairies.ticketing.store;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Outgoing.Letter;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.model.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Interactions on their way out.
@Repository
public class OutgoingMail {

    private static final int LONGEST_THREAD = 20;

    private final JdbcClient db;

    OutgoingMail(JdbcClient db) {
        this.db = db;
    }

    /// Of those that wait for somebody to carry them.
    public List<Letter> letters(Collection<InteractionId> interactions) {
        return db.sql("""
                        select i.id, i.ticket_id, i.subject, i.text, i.automatic, t.number, t.email,
                               t.subject as ticket_subject,
                               array(select external_id from interaction
                                     where ticket_id = t.id and channel = 'email' and external_id is not null
                                     order by nth desc limit :longest) as thread
                        from interaction i join ticket t on t.id = i.ticket_id
                        where i.id = any(:ids) and i.delivery = 'TO_SEND'
                        """)
                .param("longest", LONGEST_THREAD)
                .param("ids", interactions.stream().map(InteractionId::value).toArray(UUID[]::new))
                .query((row, _) -> letter(row))
                .list();
    }

    /// Locks the tickets, so that the events which follow stand in their right place: in the order of their ids, so
    /// that two who lock several do not wait for each other.
    public List<Way> lock(Collection<InteractionId> interactions) {
        return db.sql("""
                        select i.id, i.ticket_id, i.channel, i.delivery
                        from interaction i join ticket t on t.id = i.ticket_id
                        where i.id = any(?) and i.delivery is not null order by t.id, i.id for update of t, i
                        """)
                .param(interactions.stream().map(InteractionId::value).toArray(UUID[]::new))
                .query((row, _) -> new Way(
                        InteractionId.of(row.getString(1)),
                        TicketId.of(row.getString(2)),
                        new ChannelKind(row.getString(3)),
                        Delivery.valueOf(row.getString(4))))
                .list();
    }

    /// @param externalIds in the order of the ways
    public void sent(List<Way> ways, List<String> externalIds) {
        db.sql("""
                        update interaction set delivery = 'SENT', external_id = sent.external_id
                        from unnest(?::uuid[], ?::text[]) as sent (id, external_id) where interaction.id = sent.id
                        """)
                .param(ways.stream().map(way -> way.interaction().value()).toArray(UUID[]::new))
                .param(externalIds.stream().map(Columns::clean).toArray(String[]::new))
                .update();
    }

    public void reached(InteractionId interaction, boolean read) {
        db.sql("update interaction set delivery = ? where id = ?")
                .params((read ? Delivery.READ : Delivery.DELIVERED).name(), interaction.value())
                .update();
    }

    public void failed(InteractionId interaction, String reason) {
        db.sql("update interaction set delivery = 'FAILED', failure = ? where id = ?")
                .params(reason, interaction.value())
                .update();
    }

    /// The address of the ticket takes no mail of ours.
    public void refused(TicketId ticket, Instant at) {
        db.sql("update ticket set mail_refused_at = ? where id = ?")
                .params(Columns.time(at), ticket.value())
                .update();
    }

    /// On every ticket that bears the address.
    public void accepted(EmailAddress address) {
        db.sql("update ticket set mail_refused_at = null where email = ? and mail_refused_at is not null")
                .param(address.value())
                .update();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        var ticket = TicketId.of(row.getString("ticket_id"));
        var number = new TicketNumber(row.getString("number"));
        var own = row.getString("subject");
        var subject = own.isEmpty() ? reply(row.getString("ticket_subject")) : own;
        return new Letter(
                ticket,
                InteractionId.of(row.getString("id")),
                number.value(),
                Columns.text(row, "email", EmailAddress::new),
                number.tag(subject),
                row.getString("text"),
                Arrays.asList((String[]) row.getArray("thread").getArray()).reversed(),
                row.getBoolean("automatic"));
    }

    private static String reply(String subject) {
        return subject.matches("(?i)re\\s?:.*") ? subject : ("Re: " + subject).strip();
    }

    public record Way(InteractionId interaction, TicketId ticket, ChannelKind channel, Delivery delivery) {}
}
