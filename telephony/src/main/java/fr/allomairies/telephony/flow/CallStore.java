package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.telephony.Telephony.Before;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Consult;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.call.Outside;
import fr.allomairies.telephony.flow.CallAccount.Attempt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The account of calls. Each mark is set once, but those of an agent who lost the call and of a hold; a method that
/// sets one says whether it was this time.
@Repository
class CallStore {

    /// One that is planned not before its time, which may have changed since it was read.
    private static final String QUEUED =
            "update call set queued_at = :at where call = :call and queued_at is null and ended_at is null"
                    + " and (due_at is null or due_at <= :at)";

    private final JdbcClient db;

    /// @param number what was dialled; absent where it is not known
    /// @param name what was said of it; absent for nothing
    record Shown(
            CallAccount account,
            @Nullable String number,
            @Nullable String name,
            @Nullable Before before) {}

    CallStore(JdbcClient db) {
        this.db = db;
    }

    /// @param number what was dialled, in its one form
    boolean arrived(
            CallId call, @Nullable PhoneNumber caller, @Nullable String number, Instant at, @Nullable String trace) {
        return db.sql("""
                        insert into call (call, contact, caller, number, arrived_at, trace) values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(call.value())
                        .param(call.contact().value())
                        .param(caller == null ? null : caller.e164())
                        .param(number)
                        .param(Timestamp.from(at))
                        .param(trace)
                        .update()
                == 1;
    }

    /// What was dialled; empty where it is not known.
    Optional<String> number(ContactId contact) {
        return db.sql("select number from call where contact = ? and number is not null")
                .param(contact.value())
                .query(String.class)
                .optional();
    }

    /// With what else a desk shows of it: what was said of the number, and the last call of the same caller in the
    /// time before, with how many there were. What we dialled is none of his.
    Optional<Shown> shown(ContactId contact, Duration within) {
        return db.sql("""
                        select now.*, said.name, before.contact as before_contact, before.arrived_at as before_at,
                               before.calls as before_calls
                        from call now
                        left join lateral (
                            select name, removed from city_number where number = now.number order by id desc limit 1
                        ) said on not said.removed
                        left join lateral (
                            select contact, arrived_at, count(*) over () as calls from call
                            where caller = now.caller and now.attempt is null and now.placed_on is null
                              and attempt is null and placed_on is null
                              and arrived_at < now.arrived_at
                              and arrived_at >= now.arrived_at - make_interval(secs => :seconds)
                            order by arrived_at desc limit 1
                        ) before on true
                        where now.contact = :contact
                        """)
                .param("contact", contact.value())
                .param("seconds", within.toSeconds())
                .query((row, _) -> new Shown(account(row), row.getString("number"), row.getString("name"), before(row)))
                .optional();
    }

    private static @Nullable Before before(ResultSet row) throws SQLException {
        var contact = row.getObject("before_contact", UUID.class);
        return contact == null
                ? null
                : new Before(
                        new ContactId(contact), row.getTimestamp("before_at").toInstant(), row.getInt("before_calls"));
    }

    Map<ContactId, String> traces(Instant from, Instant to) {
        var traces = new HashMap<ContactId, String>();
        db.sql("select contact, call, trace from call where arrived_at >= ? and arrived_at < ?")
                .params(Timestamp.from(from), Timestamp.from(to))
                .query(row -> {
                    var trace = row.getString("trace");
                    traces.put(
                            new ContactId(row.getObject("contact", UUID.class)),
                            row.getString("call") + (trace == null ? "" : ' ' + trace));
                });
        return traces;
    }

    boolean queued(CallId call, Instant at) {
        return db.sql(QUEUED)
                        .param("at", Timestamp.from(at))
                        .param("call", call.value())
                        .update()
                == 1;
    }

    /// The same, to be written with others.
    static Write queuing(CallId call, Instant at) {
        return Write.sql(QUEUED).param("at", Timestamp.from(at)).param("call", call.value());
    }

    boolean connected(CallId call, AgentId agent, Instant at) {
        return db.sql("""
                        update call set connected_at = ?, agent = ?, transferred_at = null
                        where call = ? and connected_at is null and ended_at is null
                        """)
                        .params(Timestamp.from(at), agent.value(), call.value())
                        .update()
                == 1;
    }

    boolean held(CallId call, Instant at) {
        return db.sql("update call set held_at = ? where call = ? and held_at is null and ended_at is null")
                        .params(Timestamp.from(at), call.value())
                        .update()
                == 1;
    }

    boolean resumed(CallId call) {
        return db.sql("update call set held_at = null where call = ? and held_at is not null and ended_at is null")
                        .param(call.value())
                        .update()
                == 1;
    }

    void consulting(CallId call, Consult consult) {
        db.sql("""
                        update call set consult = ?, consult_agent = ?, consult_leg = ?, consult_speaks = ?
                        where call = ? and ended_at is null
                        """)
                .params(
                        consult.id().value(),
                        consult.leg().agent().value(),
                        consult.leg().id(),
                        consult.speaks(),
                        call.value())
                .update();
    }

    void consultSpeaks(CallId call) {
        db.sql("update call set consult_speaks = true where call = ? and consult is not null")
                .param(call.value())
                .update();
    }

    void consultOver(CallId call) {
        db.sql("""
                        update call set consult = null, consult_agent = null, consult_leg = null, consult_speaks = null,
                               joined_at = null
                        where call = ? and consult is not null
                        """).param(call.value()).update();
    }

    /// He hears the agent and whom she asks, and is on hold no more.
    boolean joined(CallId call, Instant at) {
        return db.sql("update call set joined_at = ? where call = ? and joined_at is null and ended_at is null")
                        .params(Timestamp.from(at), call.value())
                        .update()
                == 1;
    }

    /// The colleague who was asked has it, and what was is no hold any more.
    boolean handedOver(CallId call, AgentId to, Instant at) {
        return db.sql("""
                        update call set agent = ?, connected_at = ?, held_at = null, transferred_at = null,
                               consult = null, consult_agent = null, consult_leg = null, consult_speaks = null,
                               joined_at = null
                        where call = ? and agent <> ? and ended_at is null
                        """)
                        .params(to.value(), Timestamp.from(at), call.value(), to.value())
                        .update()
                == 1;
    }

    boolean sentOutside(CallId call, Outside to, @Nullable String name, OutsideKind kind, Instant at) {
        return db.sql("""
                        update call set outside_number = ?, outside_name = ?, outside_kind = ?, outside_at = ?,
                               outside_asks = ?, outside_speaks = false
                        where call = ? and left_at is null and ended_at is null
                        """)
                        .param(to.number().e164())
                        .param(name)
                        .param(kind.name())
                        .param(Timestamp.from(at))
                        .param(to.asks())
                        .param(call.value())
                        .update()
                == 1;
    }

    boolean outsideSpeaks(CallId call) {
        return db.sql("""
                        update call set outside_speaks = true
                        where call = ? and outside_asks and outside_at is not null and not outside_speaks
                        """).param(call.value()).update() == 1;
    }

    /// Where he was sent is kept: it may have been answered all the same.
    boolean outsideMissed(CallId call) {
        return db.sql("update call set outside_at = null, joined_at = null where call = ? and outside_at is not null")
                        .param(call.value())
                        .update()
                == 1;
    }

    boolean left(CallId call, Instant at) {
        return db.sql("""
                        update call set left_at = ?, outside_at = null, held_at = null, joined_at = null
                        where call = ? and outside_number is not null and left_at is null and ended_at is null
                        """).params(Timestamp.from(at), call.value()).update() == 1;
    }

    /// Nobody has it any more: the next who answers sets the mark anew.
    void givenBack(CallId call) {
        db.sql("""
                        update call set connected_at = null, dialled_at = null, agent = null, held_at = null,
                               transferred_at = null
                        where call = ? and ended_at is null
                        """).param(call.value()).update();
    }

    /// The agent, who has him, has passed him on, and is remembered until he waits.
    void transferred(CallId call, AgentId by, Instant at) {
        db.sql("""
                        update call set transferred_at = ?, connected_at = null, dialled_at = null, held_at = null
                        where call = ? and agent = ? and connected_at is not null and ended_at is null
                        """).params(Timestamp.from(at), call.value(), by.value()).update();
    }

    void inQueueAgain(CallId call) {
        db.sql("update call set transferred_at = null, agent = null where call = ? and transferred_at is not null")
                .param(call.value())
                .update();
    }

    /// A call that we are to make, by the number to which the citizen's own had come.
    boolean planned(CallId call, PhoneNumber number, Instant at, Attempt attempt, Instant due) {
        return db.sql("""
                        insert into call
                            (call, contact, caller, arrived_at, attempt, callback_of, place_since, due_at, number)
                        values (?, ?, ?, ?, ?, ?, ?, ?, (select of.number from call of where of.call = ?))
                        on conflict do nothing
                        """)
                        .params(
                                call.value(),
                                call.contact().value(),
                                number.e164(),
                                Timestamp.from(at),
                                attempt.number(),
                                attempt.of().value(),
                                Timestamp.from(attempt.placeSince()),
                                Timestamp.from(due),
                                attempt.of().value())
                        .update()
                == 1;
    }

    /// A call that an agent wants to make. It waits in no queue, and has its place in one should her line be lost.
    void placed(CallId call, TicketId ticket, PhoneNumber number, AgentId agent, Instant at) {
        db.sql("""
                        insert into call (call, contact, caller, arrived_at, queued_at, agent, placed_on)
                        values (:call, :contact, :caller, :at, :at, :agent, :ticket)
                        """)
                .param("call", call.value())
                .param("contact", call.contact().value())
                .param("caller", number.e164())
                .param("at", Timestamp.from(at))
                .param("agent", agent.value())
                .param("ticket", ticket.value())
                .update();
    }

    /// It was refused before anything happened.
    void forget(CallId call) {
        db.sql("delete from call where call = ?").param(call.value()).update();
    }

    /// What is planned and not queued yet, for another time.
    void planAnew(CallId of, Instant due) {
        db.sql("update call set due_at = :due, place_since = :due"
                        + " where callback_of = :of and queued_at is null and ended_at is null")
                .param("due", Timestamp.from(due))
                .param("of", of.value())
                .update();
    }

    /// What is planned and not queued yet is not to be.
    void forgetPlanned(CallId of) {
        db.sql("delete from call where callback_of = ? and queued_at is null and ended_at is null")
                .param(of.value())
                .update();
    }

    List<CallAccount> due(Instant now) {
        return db.sql("""
                        select * from call
                        where attempt is not null and queued_at is null and ended_at is null and due_at <= ?
                        order by due_at
                        """)
                .param(Timestamp.from(now))
                .query((row, _) -> account(row))
                .list();
    }

    void dialled(CallId call, AgentId agent, Instant at) {
        db.sql("update call set dialled_at = ?, agent = ? where call = ? and ended_at is null")
                .params(Timestamp.from(at), agent.value(), call.value())
                .update();
    }

    /// @return false for what is no call, or is over
    boolean overflowed(ContactId contact, Instant at) {
        return db.sql("update call set overflowed_at = ? where contact = ? and ended_at is null")
                        .params(Timestamp.from(at), contact.value())
                        .update()
                == 1;
    }

    /// Nobody else ends the call, or lets it overflow, before the end of this transaction.
    boolean lockOverflowed(CallId call) {
        return db.sql("select overflowed_at is not null from call where call = ? for update")
                .param(call.value())
                .query(Boolean.class)
                .single();
    }

    boolean ended(CallId call, Instant at) {
        return db.sql("update call set ended_at = ? where call = ? and ended_at is null")
                        .params(Timestamp.from(at), call.value())
                        .update()
                == 1;
    }

    Optional<CallAccount> find(CallId call) {
        return db.sql("select * from call where call = ?")
                .param(call.value())
                .query((row, _) -> account(row))
                .optional();
    }

    Optional<CallAccount> find(ContactId contact) {
        return db.sql("select * from call where contact = ?")
                .param(contact.value())
                .query((row, _) -> account(row))
                .optional();
    }

    /// But for calls that are only just being placed, or planned: no line can know of them.
    List<CallId> open(Instant placedBefore) {
        return db.sql("select call from call where ended_at is null and (placed_on is null or arrived_at < ?)"
                        + " and (attempt is null or queued_at is not null)")
                .param(Timestamp.from(placedBefore))
                .query((row, _) -> new CallId(row.getString("call")))
                .list();
    }

    /// Which was given the call, of those that we make; empty for none.
    Optional<String> server(CallId call) {
        return db.sql("select server from call where call = ? and server is not null")
                .param(call.value())
                .query(String.class)
                .optional();
    }

    void server(CallId call, String server) {
        db.sql("update call set server = ? where call = ?")
                .params(server, call.value())
                .update();
    }

    /// Its server has died with it.
    void lost(CallId call, Instant at) {
        db.sql("update call set lost_at = ? where call = ? and lost_at is null and ended_at is null")
                .params(Timestamp.from(at), call.value())
                .update();
    }

    boolean isLost(ContactId contact) {
        return db.sql("select count(*) from call where contact = ? and lost_at is not null")
                        .param(contact.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private static CallAccount account(ResultSet row) throws SQLException {
        var caller = row.getString("caller");
        var agent = row.getString("agent");
        return new CallAccount(
                new CallId(row.getString("call")),
                new ContactId(row.getObject("contact", UUID.class)),
                caller == null ? null : new PhoneNumber(caller),
                row.getTimestamp("arrived_at").toInstant(),
                instant(row, "queued_at"),
                instant(row, "overflowed_at"),
                instant(row, "connected_at"),
                agent == null ? null : new AgentId(agent),
                instant(row, "held_at"),
                consult(row),
                sentTo(row),
                instant(row, "transferred_at"),
                instant(row, "ended_at"),
                instant(row, "dialled_at"),
                attempt(row),
                placedOn(row));
    }

    private static @Nullable Consult consult(ResultSet row) throws SQLException {
        var id = row.getObject("consult", UUID.class);
        return id == null
                ? null
                : new Consult(
                        new ContactId(id),
                        Leg.named(
                                row.getString("consult_leg"),
                                new CallId(row.getString("call")),
                                new AgentId(row.getString("consult_agent"))),
                        row.getBoolean("consult_speaks"),
                        row.getTimestamp("joined_at") != null);
    }

    private static CallAccount.@Nullable SentTo sentTo(ResultSet row) throws SQLException {
        var number = row.getString("outside_number");
        return number == null
                ? null
                : new CallAccount.SentTo(
                        new PhoneNumber(number),
                        row.getString("outside_name"),
                        OutsideKind.valueOf(row.getString("outside_kind")),
                        row.getTimestamp("outside_at") != null,
                        row.getBoolean("outside_asks"),
                        row.getBoolean("outside_speaks"),
                        row.getTimestamp("joined_at") != null,
                        instant(row, "left_at"));
    }

    private static @Nullable Attempt attempt(ResultSet row) throws SQLException {
        var number = row.getInt("attempt");
        return number == 0
                ? null
                : new Attempt(
                        number,
                        new CallId(row.getString("callback_of")),
                        row.getTimestamp("place_since").toInstant());
    }

    private static @Nullable TicketId placedOn(ResultSet row) throws SQLException {
        var ticket = row.getObject("placed_on", UUID.class);
        return ticket == null ? null : new TicketId(ticket);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
