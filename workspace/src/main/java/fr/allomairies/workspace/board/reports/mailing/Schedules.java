package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import fr.allomairies.workspace.board.reports.mailing.ScheduleChange.What;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The schedules, and who changed which.
@Component
class Schedules {

    static final int MOST = 30;

    private final JdbcClient db;

    Schedules(JdbcClient db) {
        this.db = db;
    }

    List<Schedule> all() {
        return db.sql("select * from report_schedule order by lower(name), schedule")
                .query(Schedules::schedule)
                .list();
    }

    Optional<Schedule> schedule(UUID id) {
        return db.sql("select * from report_schedule where schedule = ?")
                .param(id)
                .query(Schedules::schedule)
                .optional();
    }

    /// @return false when there are as many as there may be
    @Transactional
    public boolean put(Schedule schedule) {
        db.sql("lock table report_schedule in share row exclusive mode").update();
        if (schedule(schedule.id()).isEmpty() && all().size() >= MOST) {
            return false;
        }
        db.sql("""
                insert into report_schedule (schedule, name, every, hour, tables, types, mails, language, active, since,
                                             saved_by, saved_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (schedule) do update set
                    name = excluded.name, every = excluded.every, hour = excluded.hour, tables = excluded.tables,
                    types = excluded.types, mails = excluded.mails, language = excluded.language,
                    active = excluded.active, since = excluded.since, saved_by = excluded.saved_by,
                    saved_at = excluded.saved_at
                """)
                .params(
                        schedule.id(),
                        schedule.name(),
                        schedule.every().name(),
                        schedule.hour(),
                        words(schedule.tables()),
                        words(schedule.types()),
                        schedule.mails().stream().map(EmailAddress::value).collect(Collectors.joining("\n")),
                        schedule.language(),
                        schedule.active(),
                        utc(schedule.since()),
                        schedule.savedBy().value(),
                        utc(schedule.savedAt()))
                .update();
        changed(schedule, What.SAVED, schedule.savedBy(), schedule.savedAt());
        return true;
    }

    /// What was due while it was paused does not go out.
    @Transactional
    public void activate(Schedule schedule, boolean active, AgentId by, Instant at) {
        var changed = db.sql("update report_schedule set active = ?, since = ? where schedule = ? and active <> ?")
                .params(active, utc(at), schedule.id(), active)
                .update();
        if (changed > 0) {
            changed(schedule, active ? What.RESUMED : What.PAUSED, by, at);
        }
    }

    /// What is still on its way does not go out any more.
    @Transactional
    public void remove(Schedule schedule, AgentId by, Instant at) {
        if (db.sql("delete from report_schedule where schedule = ?")
                        .param(schedule.id())
                        .update()
                > 0) {
            db.sql("""
                            update report_message set due_at = null, failure = 'removed'
                            where due_at is not null
                              and mailing in (select mailing from report_mailing where schedule = ?)
                            """).param(schedule.id()).update();
            changed(schedule, What.REMOVED, by, at);
        }
    }

    void changed(Schedule schedule, What what, AgentId by, Instant at) {
        db.sql("""
                        insert into report_schedule_change (schedule, name, what, changed_by, changed_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(schedule.id(), schedule.name(), what.name(), by.value(), utc(at))
                .update();
    }

    /// The newest first.
    List<ScheduleChange> changes(int limit) {
        return db.sql("""
                        select name, what, changed_by, changed_at from report_schedule_change
                        order by change desc limit ?
                        """)
                .param(limit)
                .query((row, _) -> new ScheduleChange(
                        row.getString("name"),
                        What.valueOf(row.getString("what")),
                        new AgentId(row.getString("changed_by")),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    private static Schedule schedule(ResultSet row, int number) throws SQLException {
        return new Schedule(
                row.getObject("schedule", UUID.class),
                row.getString("name"),
                Every.valueOf(row.getString("every")),
                row.getInt("hour"),
                words(row.getString("tables")),
                words(row.getString("types")).stream().map(Type::valueOf).toList(),
                row.getString("mails").lines().map(EmailAddress::new).toList(),
                row.getString("language"),
                row.getBoolean("active"),
                row.getTimestamp("since").toInstant(),
                new AgentId(row.getString("saved_by")),
                row.getTimestamp("saved_at").toInstant());
    }

    static String words(Collection<?> codes) {
        return codes.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    static List<String> words(String codes) {
        return Arrays.stream(codes.split(" ")).filter(one -> !one.isEmpty()).toList();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
