package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.clean;
import static fr.allomairies.ticketing.store.Columns.time;
import static fr.allomairies.ticketing.store.Columns.value;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.CitizenRights.Act;
import fr.allomairies.ticketing.CitizenRights.Kind;
import fr.allomairies.ticketing.Readings.Purpose;
import fr.allomairies.ticketing.Readings.Reading;
import fr.allomairies.ticketing.Retention.Hold;
import fr.allomairies.ticketing.Retention.Run;
import fr.allomairies.ticketing.Retention.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was done with personal data: runs of the retention, holds, requests of citizens, and readings.
@Repository
public class PrivacyAccount {

    private final JdbcClient db;

    PrivacyAccount(JdbcClient db) {
        this.db = db;
    }

    public void add(Run run) {
        db.sql("insert into retention_run (began_at, ended_at, asked_by, tickets, traces) values (?, ?, ?, ?, ?)")
                .param(time(run.began()))
                .param(time(run.ended()))
                .param(value(run.by(), AgentId::value))
                .param(run.tickets())
                .param(run.traces())
                .update();
    }

    public List<Run> runs(int limit) {
        return db.sql("select * from retention_run order by id desc limit ?")
                .param(limit)
                .query((row, _) -> new Run(
                        Columns.instant(row, "began_at"),
                        Columns.instant(row, "ended_at"),
                        Columns.text(row, "asked_by", AgentId::new),
                        row.getInt("tickets"),
                        row.getInt("traces")))
                .list();
    }

    /// @return false when it is held already
    public boolean hold(TicketId ticket, String why, AgentId by, Instant at) {
        return db.sql("""
                        insert into ticket_hold (ticket_id, why, held_by, held_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .params(ticket.value(), clean(why), by.value(), time(at))
                        .update()
                > 0;
    }

    /// @return whether it was held
    public boolean release(TicketId ticket) {
        return db.sql("delete from ticket_hold where ticket_id = ?")
                        .param(ticket.value())
                        .update()
                > 0;
    }

    /// The ticket, or one that is one matter with it.
    public boolean isHeld(TicketId ticket) {
        return db.sql("""
                        with recursive up (id, merged_into) as (
                            select id, merged_into from ticket where id = :id
                            union all
                            select t.id, t.merged_into from ticket t join up on t.id = up.merged_into
                        ), matter (id) as (
                            select id from up where merged_into is null
                            union all
                            select joined.id from ticket joined join matter m on joined.merged_into = m.id
                        )
                        select exists (select 1 from matter m join ticket_hold h on h.ticket_id = m.id)
                        """).param("id", ticket.value()).query(Boolean.class).single();
    }

    public Standing standing(TicketId ticket) {
        var anonymised = db.sql("select anonymised_at from ticket where id = ? and anonymised_at is not null")
                .param(ticket.value())
                .query((row, _) -> Columns.instant(row, "anonymised_at"))
                .optional()
                .orElse(null);
        return new Standing(anonymised, isHeld(ticket));
    }

    public List<Hold> holds() {
        return db.sql("""
                        select t.number, h.* from ticket_hold h join ticket t on t.id = h.ticket_id
                        order by h.held_at desc
                        """)
                .query((row, _) -> new Hold(
                        row.getString("number"),
                        row.getString("why"),
                        new AgentId(row.getString("held_by")),
                        Columns.instant(row, "held_at")))
                .list();
    }

    /// The same again changes nothing.
    public void add(Request request) {
        db.sql("""
                insert into rights_request (id, kind, citizen_id, why, asked_by, asked_at, done_at)
                values (:id, :kind, :citizen, :why, :by, :at, :done) on conflict do nothing
                """)
                .param("id", request.id())
                .param("kind", request.kind().name())
                .param("citizen", request.citizen().value())
                .param("why", clean(request.why()))
                .param("by", value(request.by(), AgentId::value))
                .param("at", time(request.at()))
                .param("done", request.kind() == Kind.ERASURE ? null : time(request.at()))
                .update();
    }

    public Optional<Request> request(UUID id) {
        return db.sql("select * from rights_request where id = ?")
                .param(id)
                .query(PrivacyAccount::request)
                .optional();
    }

    public List<Request> erasuresToDo() {
        return db.sql("select * from rights_request where kind = 'ERASURE' and done_at is null order by asked_at")
                .query(PrivacyAccount::request)
                .list();
    }

    public List<Request> erasures() {
        return db.sql("select * from rights_request where kind = 'ERASURE' order by asked_at")
                .query(PrivacyAccount::request)
                .list();
    }

    /// @return whether it was still to do
    public boolean done(UUID erasure, Instant at) {
        return db.sql("update rights_request set done_at = ? where id = ? and done_at is null")
                        .params(time(at), erasure)
                        .update()
                > 0;
    }

    public boolean erasedSince(Instant time) {
        return db.sql("select exists (select 1 from rights_request where kind = 'ERASURE' and done_at >= ?)")
                .param(time(time))
                .query(Boolean.class)
                .single();
    }

    public List<Act> acts(int limit) {
        return db.sql("select * from rights_request order by asked_at desc limit ?")
                .param(limit)
                .query((row, _) -> {
                    var request = request(row, 0);
                    var done = row.getTimestamp("done_at");
                    return new Act(
                            request.id(),
                            request.kind(),
                            request.why(),
                            request.by(),
                            request.at(),
                            done == null ? null : done.toInstant());
                })
                .list();
    }

    public void read(TicketId ticket, AgentId reader, Purpose purpose, LocalDate day, Instant at) {
        db.sql("""
                insert into ticket_reading (ticket_id, reader, purpose, day, first_at, last_at)
                values (:ticket, :reader, :purpose, :day, :at, :at)
                on conflict (ticket_id, reader, purpose, day)
                do update set last_at = excluded.last_at, times = ticket_reading.times + 1
                """)
                .param("ticket", ticket.value())
                .param("reader", reader.value())
                .param("purpose", purpose.name())
                .param("day", day)
                .param("at", time(at))
                .update();
    }

    public List<Reading> readings(TicketId ticket, int limit) {
        return db.sql("select * from ticket_reading where ticket_id = ? order by last_at desc limit ?")
                .params(ticket.value(), limit)
                .query((row, _) -> new Reading(
                        new AgentId(row.getString("reader")),
                        Purpose.valueOf(row.getString("purpose")),
                        Columns.instant(row, "first_at"),
                        Columns.instant(row, "last_at"),
                        row.getInt("times")))
                .list();
    }

    /// Readings, and the reasons that people gave in their own words.
    public void forget(Instant before) {
        db.sql("delete from ticket_reading where day < ?::timestamptz::date")
                .param(time(before))
                .update();
        db.sql("update rights_request set why = '' where asked_at < ? and why <> ''")
                .param(time(before))
                .update();
    }

    private static Request request(ResultSet row, int ignored) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                new CitizenId(row.getObject("citizen_id", UUID.class)),
                row.getString("why"),
                Columns.text(row, "asked_by", AgentId::new),
                Columns.instant(row, "asked_at"));
    }

    public record Request(
            UUID id,
            Kind kind,
            CitizenId citizen,
            String why,
            @Nullable AgentId by,
            Instant at) {}
}
