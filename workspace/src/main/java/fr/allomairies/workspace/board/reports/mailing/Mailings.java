package fr.allomairies.workspace.board.reports.mailing;

import static fr.allomairies.workspace.board.reports.mailing.Schedules.utc;
import static fr.allomairies.workspace.board.reports.mailing.Schedules.words;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import fr.allomairies.workspace.board.reports.mailing.Mailing.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What went out, or is on its way.
@Component
class Mailings {

    private static final Duration KEPT = Duration.ofDays(400);

    private final JdbcClient db;

    Mailings(JdbcClient db) {
        this.db = db;
    }

    /// The first days of those that were made because it was time, in the rhythm that it has now.
    Set<LocalDate> made(Schedule schedule) {
        return db.sql("""
                        select first_day from report_mailing
                        where schedule = ? and every = ? and asked_by is null
                        """)
                .params(schedule.id(), schedule.every().name())
                .query(LocalDate.class)
                .set();
    }

    /// @return false when another node has made it already
    @Transactional
    public boolean make(Mailing mailing, Schedule schedule) {
        db.sql("delete from report_mailing where made_at < ?")
                .param(utc(mailing.madeAt().minus(KEPT)))
                .update();
        var made = db.sql("""
                        insert into report_mailing (mailing, schedule, name, every, first_day, last_day, tables, types,
                                                    language, asked_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        mailing.id(),
                        mailing.schedule(),
                        mailing.name(),
                        mailing.every().name(),
                        mailing.first(),
                        mailing.last(),
                        words(mailing.tables()),
                        words(mailing.types()),
                        mailing.language())
                .param(mailing.askedBy() == null ? null : mailing.askedBy().value())
                .param(utc(mailing.madeAt()))
                .update();
        if (made > 0) {
            schedule.mails()
                    .forEach(mail -> db.sql(
                                    "insert into report_message (message, mailing, target, due_at) values (?, ?, ?, ?)")
                            .params(UUID.randomUUID(), mailing.id(), mail.value(), utc(mailing.madeAt()))
                            .update());
        }
        return made > 0;
    }

    /// Besides those whose time it is, one at a time, however many ask for it at once.
    ///
    /// @return false when one is on its way already
    @Transactional
    public boolean makeNow(Mailing mailing, Schedule schedule) {
        db.sql("select schedule from report_schedule where schedule = ? for update")
                .param(schedule.id())
                .query(UUID.class)
                .optional();
        return !isOnItsWay(schedule.id()) && make(mailing, schedule);
    }

    boolean isOnItsWay(UUID schedule) {
        return db.sql("""
                        select exists (select from report_message join report_mailing using (mailing)
                                       where schedule = ? and due_at is not null)
                        """).param(schedule).query(Boolean.class).single();
    }

    Optional<Mailing> mailing(UUID id) {
        return db.sql("select * from report_mailing where mailing = ?")
                .param(id)
                .query(Mailings::mailing)
                .optional();
    }

    /// The newest first.
    List<Mailing> newest(int limit) {
        return db.sql("select * from report_mailing order by made_at desc, mailing limit ?")
                .param(limit)
                .query(Mailings::mailing)
                .list();
    }

    List<Message> messages(List<UUID> mailings) {
        return mailings.isEmpty()
                ? List.of()
                : db.sql("select * from report_message where mailing in (:mailings) order by target")
                        .param("mailings", mailings)
                        .query(Mailings::message)
                        .list();
    }

    /// Those that are due, which nobody else takes before `until`.
    @Transactional
    public List<Message> claim(Instant now, Instant until, int limit) {
        return db.sql("""
                        update report_message set due_at = ?, tries = tries + 1
                        where message in (select message from report_message where due_at <= ?
                                          order by due_at limit ? for update skip locked)
                        returning *
                        """)
                .params(utc(until), utc(now), limit)
                .query(Mailings::message)
                .list();
    }

    void sent(Message message, Instant at) {
        db.sql("update report_message set sent_at = ?, due_at = null, failure = null where message = ?")
                .params(utc(at), message.id())
                .update();
    }

    /// @param again when it is tried again, absent for never
    void failed(Message message, String why, @Nullable Instant again) {
        db.sql("""
                        update report_message set due_at = :due, failure = :why
                        where message = :message and due_at is not null
                        """)
                .param("due", again == null ? null : utc(again))
                .param("why", why)
                .param("message", message.id())
                .update();
    }

    private static Mailing mailing(ResultSet row, int number) throws SQLException {
        var asked = row.getString("asked_by");
        return new Mailing(
                row.getObject("mailing", UUID.class),
                row.getObject("schedule", UUID.class),
                row.getString("name"),
                Every.valueOf(row.getString("every")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                words(row.getString("tables")),
                words(row.getString("types")).stream().map(Type::valueOf).toList(),
                row.getString("language"),
                asked == null ? null : new AgentId(asked),
                row.getTimestamp("made_at").toInstant());
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getObject("message", UUID.class),
                row.getObject("mailing", UUID.class),
                row.getString("target"),
                row.getInt("tries"),
                instant(row.getTimestamp("due_at")),
                instant(row.getTimestamp("sent_at")),
                row.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
