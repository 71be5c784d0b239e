package fr.allomairies.workspace.board.alerts;

import static fr.allomairies.workspace.board.alerts.Rules.utc;

import fr.allomairies.contact.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What was raised, and what is being told of it.
@Component
class AlertStore {

    private final JdbcClient db;

    AlertStore(JdbcClient db) {
        this.db = db;
    }

    /// Raised and not over, the newest first.
    List<Alert> open() {
        return db.sql("select * from alert where ended_at is null order by raised_at desc, alert")
                .query(AlertStore::alert)
                .list();
    }

    /// The newest first, those that are not over among them.
    List<Alert> newest(int limit) {
        return db.sql("select * from alert order by raised_at desc, alert limit ?")
                .param(limit)
                .query(AlertStore::alert)
                .list();
    }

    /// Raised before `to` and not over at `from`, the newest first.
    List<Alert> touching(Instant from, Instant to) {
        return db.sql("""
                        select * from alert where raised_at < ? and (ended_at is null or ended_at > ?)
                        order by raised_at desc, alert
                        """).params(utc(to), utc(from)).query(AlertStore::alert).list();
    }

    Optional<Alert> alert(UUID id) {
        return db.sql("select * from alert where alert = ?")
                .param(id)
                .query(AlertStore::alert)
                .optional();
    }

    /// @return false when another node has raised it already
    @Transactional
    public boolean raise(Alert alert, Rule rule) {
        var raised = db.sql("""
                insert into alert (alert, rule, name, figure, scope, above, threshold, sound, value, raised_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(
                        alert.id(),
                        alert.rule(),
                        alert.name(),
                        alert.figure().name(),
                        alert.scope().toString(),
                        alert.above(),
                        alert.threshold(),
                        alert.sound(),
                        alert.value(),
                        utc(alert.raisedAt()))
                .update();
        if (raised > 0) {
            tellRaised(alert.id(), rule, alert.raisedAt());
        }
        return raised > 0;
    }

    /// @return false when it is over already
    @Transactional
    public boolean end(Rule rule, Instant at) {
        var ended = db.sql("update alert set ended_at = ? where rule = ? and ended_at is null returning alert")
                .params(utc(at), rule.id())
                .query(UUID.class)
                .list();
        ended.forEach(alert -> tellEnded(alert, at));
        return !ended.isEmpty();
    }

    /// Those whose rule looks no longer.
    @Transactional
    public void endOfNoRule(Instant at) {
        db.sql("""
                update alert set ended_at = ?
                where ended_at is null and rule not in (select rule from alert_rule where active)
                returning alert
                """).param(utc(at)).query(UUID.class).list().forEach(alert -> tellEnded(alert, at));
    }

    /// @return false when somebody else has, or when it is over
    boolean acknowledge(UUID alert, AgentId by, Instant at) {
        return db.sql("""
                        update alert set acknowledged_by = ?, acknowledged_at = ?
                        where alert = ? and acknowledged_by is null and ended_at is null
                        """).params(by.value(), utc(at), alert).update() > 0;
    }

    void forgetEndedBefore(Instant at) {
        db.sql("delete from alert where ended_at < ?").param(utc(at)).update();
    }

    private void tellRaised(UUID alert, Rule rule, Instant at) {
        rule.mails().forEach(mail -> message(alert, true, Message.Way.MAIL, mail.value(), rule.language(), at));
        if (rule.webhook() != null) {
            message(alert, true, Message.Way.WEBHOOK, rule.webhook().toString(), rule.language(), at);
        }
    }

    /// Whoever is told that it began, whatever its rule says by now.
    private void tellEnded(UUID alert, Instant at) {
        db.sql("select * from alert_message where alert = ? and raised")
                .param(alert)
                .query(AlertStore::message)
                .list()
                .forEach(begun -> message(alert, false, begun.way(), begun.target(), begun.language(), at));
    }

    private void message(UUID alert, boolean raised, Message.Way way, String target, String language, Instant at) {
        db.sql("""
                insert into alert_message (message, alert, raised, way, target, language, made_at, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(UUID.randomUUID(), alert, raised, way.name(), target, language, utc(at), utc(at))
                .update();
    }

    /// Those that are due, which nobody else takes before `until`. An end waits while its beginning is still to be
    /// told.
    @Transactional
    public List<Message> claim(Instant now, Instant until, int limit) {
        return db.sql("""
                update alert_message set due_at = ?, tries = tries + 1
                where message in (select message from alert_message due where due_at <= ?
                                      and (raised or not exists (
                                          select from alert_message begun
                                          where begun.alert = due.alert and begun.raised and begun.due_at is not null
                                              and begun.way = due.way and begun.target = due.target))
                                  order by due_at limit ? for update skip locked)
                returning *
                """)
                .params(utc(until), utc(now), limit)
                .query(AlertStore::message)
                .list();
    }

    void sent(Message message, Instant at) {
        db.sql("update alert_message set sent_at = ?, due_at = null, failure = null where message = ?")
                .params(utc(at), message.id())
                .update();
    }

    /// @param again when it is tried again, absent for never
    void failed(Message message, String why, @Nullable Instant again) {
        db.sql("update alert_message set due_at = :due, failure = :why where message = :message")
                .param("due", again == null ? null : utc(again))
                .param("why", why)
                .param("message", message.id())
                .update();
    }

    /// Of these alerts, the oldest first.
    List<Message> messages(List<UUID> alerts) {
        return alerts.isEmpty()
                ? List.of()
                : db.sql("select * from alert_message where alert in (:alerts) order by made_at, way, target")
                        .param("alerts", alerts)
                        .query(AlertStore::message)
                        .list();
    }

    private static Alert alert(ResultSet row, int number) throws SQLException {
        var by = row.getString("acknowledged_by");
        return new Alert(
                row.getObject("alert", UUID.class),
                row.getObject("rule", UUID.class),
                row.getString("name"),
                Figure.valueOf(row.getString("figure")),
                Scope.of(row.getString("scope")).orElseThrow(),
                row.getBoolean("above"),
                row.getDouble("threshold"),
                row.getBoolean("sound"),
                row.getDouble("value"),
                row.getTimestamp("raised_at").toInstant(),
                by == null ? null : new AgentId(by),
                instant(row.getTimestamp("acknowledged_at")),
                instant(row.getTimestamp("ended_at")));
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getObject("message", UUID.class),
                row.getObject("alert", UUID.class),
                row.getBoolean("raised"),
                Message.Way.valueOf(row.getString("way")),
                row.getString("target"),
                row.getString("language"),
                row.getTimestamp("made_at").toInstant(),
                row.getInt("tries"),
                instant(row.getTimestamp("due_at")),
                instant(row.getTimestamp("sent_at")),
                row.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
