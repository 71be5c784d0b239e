package fr.allomairies.telephony.flow;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.HouseHours.Change;
import fr.allomairies.telephony.HouseHours.Days;
import fr.allomairies.telephony.HouseHours.What.DaysAdded;
import fr.allomairies.telephony.HouseHours.What.DaysRemoved;
import fr.allomairies.telephony.HouseHours.What.WeekSet;
import fr.allomairies.voiceassistant.ExceptionalDays;
import fr.allomairies.voiceassistant.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was ever said of the hours of the house.
@Repository
class HouseHoursStore {

    private static final String SEPARATOR = ";";

    private final JdbcClient db;

    HouseHoursStore(JdbcClient db) {
        this.db = db;
    }

    /// Until the end of the transaction nobody else says anything.
    void lock() {
        db.sql("lock table house_week, house_days in share row exclusive mode").update();
    }

    void addWeek(WeekSet week, Instant at, @Nullable AgentId by) {
        db.sql("insert into house_week (always_open, week, saved_at, saved_by) values (?, ?, ?, ?)")
                .param(week.alwaysOpen())
                .param(written(week.week()))
                .param(Timestamp.from(at))
                .param(by == null ? null : by.value())
                .update();
    }

    Optional<WeekSet> week() {
        return db.sql("select * from house_week order by id desc limit 1")
                .query((row, _) -> week(row))
                .optional();
    }

    void addDays(ExceptionalDays days, String reason, Instant at, @Nullable AgentId by) {
        db.sql("""
                        insert into house_days (first_day, last_day, reason, spans, saved_at, saved_by)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(days.from())
                .param(days.until())
                .param(reason)
                .param(Span.written(days.spans()))
                .param(Timestamp.from(at))
                .param(by == null ? null : by.value())
                .update();
    }

    /// Those that are not over on the day, in their order.
    List<Days> days(LocalDate today) {
        return db.sql("select * from house_days where removed_at is null and last_day >= ? order by first_day, id")
                .param(today)
                .query((row, _) -> days(row))
                .list();
    }

    void removeDays(LocalDate from, Instant at, AgentId by) {
        db.sql("update house_days set removed_at = ?, removed_by = ? where first_day = ? and removed_at is null")
                .params(Timestamp.from(at), by.value(), from)
                .update();
    }

    List<Change> newest(int limit) {
        var weeks = db.sql("select saved_at as at, saved_by as by, * from house_week order by id desc limit ?")
                .param(limit)
                .query((row, _) -> new Change(at(row), by(row), week(row)))
                .list();
        var added = db.sql("select saved_at as at, saved_by as by, * from house_days order by id desc limit ?")
                .param(limit)
                .query((row, _) -> new Change(at(row), by(row), new DaysAdded(days(row))))
                .list();
        var removed = db.sql("""
                        select removed_at as at, removed_by as by, * from house_days
                        where removed_at is not null order by removed_at desc limit ?
                        """)
                .param(limit)
                .query((row, _) -> new Change(at(row), by(row), new DaysRemoved(days(row))))
                .list();
        return Stream.of(removed, added, weeks)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Change::at).reversed().thenComparing(change -> change.by() == null))
                .limit(limit)
                .toList();
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getTimestamp("at").toInstant();
    }

    private static @Nullable AgentId by(ResultSet row) throws SQLException {
        var by = row.getString("by");
        return by == null ? null : new AgentId(by);
    }

    private static Days days(ResultSet row) throws SQLException {
        return new Days(
                new ExceptionalDays(
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        Span.list(row.getString("spans"))),
                row.getString("reason"));
    }

    private static WeekSet week(ResultSet row) throws SQLException {
        var days = row.getString("week").split(SEPARATOR, -1);
        var week = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
        for (int i = 0; i < days.length; i++) {
            if (!days[i].isEmpty()) {
                week.put(DayOfWeek.of(i + 1), days[i]);
            }
        }
        return new WeekSet(row.getBoolean("always_open"), week);
    }

    private static String written(Map<DayOfWeek, String> week) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> week.getOrDefault(day, ""))
                .collect(joining(SEPARATOR));
    }
}
