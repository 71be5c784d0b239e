package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.Appointments.Appointment;
import fr.allomairies.telephony.Appointments.State;
import fr.allomairies.telephony.call.CallId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Appointments. The number stands with the call that is planned for it.
@Repository
class AppointmentStore {

    private static final String SELECT = """
            select appointment.*, (select caller from call where callback_of = 'appointment-' || id::text
                                   order by attempt desc limit 1) as caller
            from appointment
            """;

    private final JdbcClient db;

    AppointmentStore(JdbcClient db) {
        this.db = db;
    }

    /// @return false when the request has one to come
    boolean add(UUID id, TicketId ticket, Instant from, Instant until, AgentId by) {
        return db.sql("""
                        insert into appointment (id, ticket, from_at, until_at, state, said_by)
                        values (?, ?, ?, ?, 'PLANNED', ?)
                        on conflict do nothing
                        """)
                        .params(id, ticket.value(), Timestamp.from(from), Timestamp.from(until), by.value())
                        .update()
                == 1;
    }

    boolean move(UUID id, Instant from, Instant until, AgentId by) {
        return db.sql(
                                "update appointment set from_at = ?, until_at = ?, said_by = ? where id = ? and state = 'PLANNED'")
                        .params(Timestamp.from(from), Timestamp.from(until), by.value(), id)
                        .update()
                == 1;
    }

    boolean turn(UUID id, State before, State after, AgentId by) {
        return db.sql("update appointment set state = ?, said_by = ? where id = ? and state = ?")
                        .params(after.name(), by.value(), id, before.name())
                        .update()
                == 1;
    }

    /// Its first call is queued.
    ///
    /// @return false outside of its window: it was moved just now, or we were down for all of it
    boolean due(UUID id, Instant now) {
        return db.sql("""
                        update appointment set state = 'DUE'
                        where id = :id and state = 'PLANNED' and from_at <= :now and until_at > :now
                        """).param("id", id).param("now", Timestamp.from(now)).update() == 1;
    }

    /// Those in which somebody speaks with the citizen, or has.
    void keep() {
        db.sql("""
                        update appointment set state = case state when 'MISSED' then 'SETTLED' else 'KEPT' end
                        where state in ('DUE', 'MISSED') and exists (
                            select from call
                            where callback_of = 'appointment-' || id::text and connected_at is not null)
                        """).update();
    }

    /// Those whose window is over, and whose phone has rung.
    void unreached(Instant now) {
        db.sql("""
                        update appointment set state = 'UNREACHED'
                        where state = 'DUE' and until_at <= ? and exists (
                            select from call
                            where callback_of = 'appointment-' || id::text and dialled_at is not null)
                        """).param(Timestamp.from(now)).update();
    }

    /// Those whose window is over without it.
    List<Appointment> miss(Instant now) {
        return db.sql("update appointment set state = 'MISSED' where state in ('PLANNED', 'DUE') and until_at <= ?"
                        + " returning *, null as caller")
                .param(Timestamp.from(now))
                .query((row, _) -> appointment(row))
                .list();
    }

    Optional<Appointment> find(UUID id) {
        return db.sql(SELECT + " where id = ?")
                .param(id)
                .query((row, _) -> appointment(row))
                .optional();
    }

    Optional<Appointment> newest(TicketId ticket) {
        return db.sql(SELECT + " where ticket = ? order by from_at desc limit 1")
                .param(ticket.value())
                .query((row, _) -> appointment(row))
                .optional();
    }

    List<Appointment> open(int limit) {
        return db.sql(SELECT + """
                        where state in ('PLANNED', 'DUE', 'MISSED')
                        order by state = 'MISSED' desc, from_at limit ?
                        """)
                .param(limit)
                .query((row, _) -> appointment(row))
                .list();
    }

    int missed() {
        return db.sql("select count(*) from appointment where state = 'MISSED'")
                .query(Integer.class)
                .single();
    }

    Optional<TicketId> ticket(CallId of) {
        return AppointmentDesk.id(of).flatMap(this::find).map(Appointment::ticket);
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        var caller = row.getString("caller");
        return new Appointment(
                row.getObject("id", UUID.class),
                new TicketId(row.getObject("ticket", UUID.class)),
                caller == null ? null : new PhoneNumber(caller),
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                new AgentId(row.getString("said_by")),
                State.valueOf(row.getString("state")));
    }
}
