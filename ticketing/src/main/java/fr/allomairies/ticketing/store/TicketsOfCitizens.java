package fr.allomairies.ticketing.store;

import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was said on tickets, and what was found out of it. The rows of tickets and of what was said stay, without
/// their words.
@Repository
class TicketsOfCitizens implements PersonalData {

    private final JdbcClient db;
    private final Vault vault;
    private final Attachments attachments;

    TicketsOfCitizens(JdbcClient db, Vault vault, Attachments attachments) {
        this.db = db;
        this.vault = vault;
        this.attachments = attachments;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of(Rule.CITIZEN, "citizen", "name"),
                Holding.of(Rule.CITIZEN, "citizen_address", "value"),
                Holding.of(
                        Rule.TICKET,
                        "ticket",
                        "subject",
                        "tracking_token",
                        "email",
                        "phone",
                        "latitude",
                        "longitude",
                        "address"),
                Holding.of(Rule.TICKET, "interaction", "subject", "text", "external_id", "idempotency_key", "failure"),
                Holding.of(Rule.TICKET, "thread_id", "external_id"),
                Holding.of(Rule.TICKET, "ticket_task", "text", "reason"),
                Holding.of(Rule.TICKET, "hand_over", "sector"),
                Holding.of(Rule.TICKET, "attachment", "name", "type", "content"),
                Holding.of(Rule.TICKET, "missed_call", "phone"),
                Holding.of(Rule.TICKET, "satisfaction", "comment"),
                Holding.of(Rule.TICKET, "ticket_search", "document"),
                Holding.of(Rule.TICKET, "ticket_search_word", "word"),
                Holding.of(Rule.TICKET, "vault_piece", "sealed"),
                Holding.of(Rule.YEAR, "rights_request", "why"),
                Holding.of(Rule.YEAR, "ticket_reading", "reader", "purpose"));
    }

    @Override
    public void erase(Traces of) {
        var tickets = ids(of);
        var said = of.interactions().stream().map(InteractionId::value).toArray(UUID[]::new);
        db
                .sql("delete from attachment where interaction_id = any(?) returning id, sealed")
                .param(said)
                .query((row, _) -> new Gone(row.getObject("id", UUID.class), row.getBoolean("sealed")))
                .list()
                .stream()
                .filter(Gone::sealed)
                .forEach(sound -> vault.destroy(sound.id()));
        db.sql("delete from thread_id where ticket_id = any(?)").param(tickets).update();
        db.sql("update ticket_task set text = '', reason = '' where ticket_id = any(?)")
                .param(tickets)
                .update();
        db.sql("delete from hand_over where ticket_id = any(?)").param(tickets).update();
        db.sql("delete from missed_call where ticket_id = any(?)")
                .param(tickets)
                .update();
        db.sql("update satisfaction set comment = '' where ticket_id = any(?)")
                .param(tickets)
                .update();
        db.sql("delete from ticket_search where ticket_id = any(?)")
                .param(tickets)
                .update();
        db.sql("""
                update interaction set subject = '', text = '', external_id = null, idempotency_key = null,
                       failure = case when delivery = 'TO_SEND' then 'erased' end,
                       delivery = case delivery when 'TO_SEND' then 'FAILED' else delivery end
                where ticket_id = any(?)
                """).param(tickets).update();
    }

    private record Gone(UUID id, boolean sealed) {}

    /// Which of our people answered stands in none of it.
    @Override
    public void copy(Traces of, Copy to) throws IOException {
        to.facts("requests", db.sql("""
                        select number, status, category, channel, language, subject, service, email, phone, latitude,
                               longitude, address, opened_at::text, changed_at::text, promised::text,
                               announced::text, progress, disposition
                        from ticket where id = any(?) order by ticket.opened_at
                        """).param(ids(of)).query().listOfRows());
        to.facts("messages", db.sql("""
                        select t.number, i.at::text, i.kind, i.direction, i.channel, i.service, i.subject, i.text,
                               i.delivery
                        from interaction i join ticket t on t.id = i.ticket_id
                        where t.id = any(?) order by t.opened_at, t.number, i.nth
                        """).param(ids(of)).query().listOfRows());
        to.facts("tasks", db.sql("""
                        select t.number, k.added_at::text as at, k.service, k.text, k.reason
                        from ticket_task k join ticket t on t.id = k.ticket_id
                        where t.id = any(?) order by t.opened_at, t.number, k.nth
                        """).param(ids(of)).query().listOfRows());
        to.facts("satisfaction", db.sql("""
                        select t.number, s.score, s.comment, s.at::text
                        from satisfaction s join ticket t on t.id = s.ticket_id
                        where t.id = any(?) order by s.at
                        """).param(ids(of)).query().listOfRows());
        var files = db.sql("""
                        select f.id, t.number, f.name from attachment f join ticket t on t.id = f.ticket_id
                        where t.id = any(?) and f.scan <> 'INFECTED' order by f.nth
                        """)
                .param(ids(of))
                .query((row, _) -> new Attached(
                        row.getObject("id", UUID.class), row.getString("number") + "-" + row.getString("name")))
                .list();
        for (var attached : files) {
            to.file(
                    "attachments/" + attached.name(),
                    () -> new ByteArrayInputStream(
                            attachments.content(attached.id()).orElseThrow().content()));
        }
    }

    private record Attached(UUID id, String name) {}

    /// Everything that was said is on a ticket.
    @Override
    public int countBefore(Instant time) {
        return 0;
    }

    @Override
    public int forgetBefore(Instant time, int limit) {
        return 0;
    }

    private static UUID[] ids(Traces of) {
        return of.tickets().stream().map(TicketId::value).toArray(UUID[]::new);
    }
}
