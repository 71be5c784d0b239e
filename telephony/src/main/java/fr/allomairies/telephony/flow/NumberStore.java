package fr.allomairies.telephony.flow;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.CityNumbers.Change;
import fr.allomairies.telephony.CityNumbers.Unknown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was ever said of the city's numbers.
@Repository
class NumberStore {

    private static final String HOUSE = "HOUSE";
    private static final String ALWAYS = "ALWAYS";
    private static final String OWN = "OWN";
    private static final String DAYS = ";";
    private static final String DATES = ",";

    private final JdbcClient db;

    NumberStore(JdbcClient db) {
        this.db = db;
    }

    void add(CityNumber number, boolean removed, Instant at, AgentId by) {
        var straightTo = number.straightTo();
        var own = number.hours() instanceof Hours.Own hours ? hours : null;
        db.sql("""
                        insert into city_number
                            (number, name, category, language, relayed, hours, week, closures, removed, saved_at, saved_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(number.number())
                .param(number.name())
                .param(straightTo == null ? null : straightTo.value())
                .param(number.language())
                .param(number.relayed())
                .param(word(number.hours()))
                .param(own == null ? null : week(own))
                .param(own == null ? null : closures(own))
                .param(removed)
                .param(Timestamp.from(at))
                .param(by.value())
                .update();
    }

    Optional<CityNumber> current(String number) {
        return db.sql("select * from city_number where number = ? order by id desc limit 1")
                .param(number)
                .query((row, _) -> change(row))
                .optional()
                .filter(change -> !change.removed())
                .map(Change::what);
    }

    List<CityNumber> current() {
        return db
                .sql("select distinct on (number) * from city_number order by number, id desc")
                .query((row, _) -> change(row))
                .list()
                .stream()
                .filter(change -> !change.removed())
                .map(Change::what)
                .toList();
    }

    List<Change> newest(int limit) {
        return db.sql("select * from city_number order by id desc limit ?")
                .param(limit)
                .query((row, _) -> change(row))
                .list();
    }

    void calledUnknown(String number, Instant at) {
        db.sql("""
                        insert into unknown_number as known (number, calls, last_at) values (?, 1, ?)
                        on conflict (number) do update set calls = known.calls + 1, last_at = excluded.last_at
                        """).params(number, Timestamp.from(at)).update();
    }

    void forgetUnknown(String number) {
        db.sql("delete from unknown_number where number = ?").param(number).update();
    }

    List<Unknown> unknown(Instant from) {
        return db.sql("select * from unknown_number where last_at >= ? order by last_at desc")
                .param(Timestamp.from(from))
                .query((row, _) -> new Unknown(
                        row.getString("number"),
                        row.getInt("calls"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    private static String word(Hours hours) {
        return switch (hours) {
            case Hours.OfTheHouse() -> HOUSE;
            case Hours.Always() -> ALWAYS;
            case Hours.Own _ -> OWN;
        };
    }

    private static String week(Hours.Own hours) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> hours.week().getOrDefault(day, ""))
                .collect(joining(DAYS));
    }

    private static String closures(Hours.Own hours) {
        return hours.closures().stream().sorted().map(LocalDate::toString).collect(joining(DATES));
    }

    private static Change change(ResultSet row) throws SQLException {
        var category = row.getString("category");
        var what = new CityNumber(
                row.getString("number"),
                row.getString("name"),
                category == null ? null : new CategoryCode(category),
                row.getString("language"),
                row.getBoolean("relayed"),
                hours(row.getString("hours"), row.getString("week"), row.getString("closures")));
        return new Change(
                what,
                row.getBoolean("removed"),
                row.getTimestamp("saved_at").toInstant(),
                new AgentId(row.getString("saved_by")));
    }

    private static Hours hours(String word, @Nullable String week, @Nullable String closures) {
        return switch (word) {
            case ALWAYS -> new Hours.Always();
            case OWN -> own(week == null ? "" : week, closures == null ? "" : closures);
            default -> new Hours.OfTheHouse();
        };
    }

    private static Hours.Own own(String text, String closures) {
        var days = text.split(DAYS, -1);
        var week = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
        for (int i = 0; i < days.length; i++) {
            if (!days[i].isEmpty()) {
                week.put(DayOfWeek.of(i + 1), days[i]);
            }
        }
        Set<LocalDate> closed = closures.isEmpty()
                ? Set.of()
                : Arrays.stream(closures.split(DATES, -1)).map(LocalDate::parse).collect(Collectors.toSet());
        return new Hours.Own(week, closed);
    }
}
