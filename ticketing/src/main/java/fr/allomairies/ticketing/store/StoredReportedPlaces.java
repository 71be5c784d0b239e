package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.time;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.ReportedPlaces;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredReportedPlaces implements ReportedPlaces {

    private static final String REPORTS = """
            from ticket where channel = 'report' and merged_into is null and opened_at >= ? and opened_at < ?
            """;

    private final JdbcClient db;

    StoredReportedPlaces(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Reported> between(Instant from, Instant to, int limit) {
        return db.sql("select number, category, latitude, longitude, opened_at " + REPORTS
                        + " and latitude is not null order by opened_at desc limit ?")
                .params(time(from), time(to), limit)
                .query((row, _) -> new Reported(
                        row.getString("number"),
                        new CategoryCode(row.getString("category")),
                        row.getDouble("latitude"),
                        row.getDouble("longitude"),
                        Columns.instant(row, "opened_at")))
                .list();
    }

    @Override
    public Count count(Instant from, Instant to) {
        return db.sql("select count(latitude) as placed, count(*) - count(latitude) as unplaced " + REPORTS)
                .params(time(from), time(to))
                .query((row, _) -> new Count(row.getInt("placed"), row.getInt("unplaced")))
                .single();
    }
}
