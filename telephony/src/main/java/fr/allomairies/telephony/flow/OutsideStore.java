package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.OutsideNumber;
import fr.allomairies.telephony.OutsideNumbers.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What ever stood in the address book.
@Repository
class OutsideStore {

    private final JdbcClient db;

    OutsideStore(JdbcClient db) {
        this.db = db;
    }

    void add(OutsideNumber number, boolean removed, Instant at, AgentId by) {
        db.sql("""
                        insert into outside_number (number, name, kind, removed, saved_at, saved_by)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        number.number().e164(),
                        number.name(),
                        number.kind().name(),
                        removed,
                        Timestamp.from(at),
                        by.value())
                .update();
    }

    Optional<OutsideNumber> current(PhoneNumber number) {
        return db.sql("select * from outside_number where number = ? order by id desc limit 1")
                .param(number.e164())
                .query((row, _) -> change(row))
                .optional()
                .filter(change -> !change.removed())
                .map(Change::what);
    }

    List<OutsideNumber> current() {
        return db
                .sql("select distinct on (number) * from outside_number order by number, id desc")
                .query((row, _) -> change(row))
                .list()
                .stream()
                .filter(change -> !change.removed())
                .map(Change::what)
                .toList();
    }

    List<Change> newest(int limit) {
        return db.sql("select * from outside_number order by id desc limit ?")
                .param(limit)
                .query((row, _) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                new OutsideNumber(
                        new PhoneNumber(row.getString("number")),
                        row.getString("name"),
                        OutsideKind.valueOf(row.getString("kind"))),
                row.getBoolean("removed"),
                row.getTimestamp("saved_at").toInstant(),
                new AgentId(row.getString("saved_by")));
    }
}
