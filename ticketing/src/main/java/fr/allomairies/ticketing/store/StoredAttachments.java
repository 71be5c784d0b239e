package fr.allomairies.ticketing.store;

import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.NewAttachment;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Files of tickets, kept as they came.
@Repository
public class StoredAttachments implements Attachments {

    private final JdbcClient db;

    StoredAttachments(JdbcClient db) {
        this.db = db;
    }

    public void insert(TicketId ticket, InteractionId interaction, NewAttachment file) {
        db.sql("""
                insert into attachment (id, ticket_id, interaction_id, name, type, bytes, content)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        UUID.randomUUID(),
                        ticket.value(),
                        interaction.value(),
                        Columns.clean(file.name()),
                        Columns.clean(file.type()),
                        file.content().length,
                        file.content())
                .update();
    }

    @Override
    public Optional<NewAttachment> content(UUID attachment) {
        return db.sql("select name, type, content from attachment where id = ?")
                .param(attachment)
                .query((row, _) -> new NewAttachment(row.getString(1), row.getString(2), row.getBytes(3)))
                .optional();
    }

    @Override
    public Optional<NewAttachment> content(UUID attachment, TicketId ticket) {
        return db.sql("select name, type, content from attachment where id = ? and ticket_id = ?")
                .params(attachment, ticket.value())
                .query((row, _) -> new NewAttachment(row.getString(1), row.getString(2), row.getBytes(3)))
                .optional();
    }
}
