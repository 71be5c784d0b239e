package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.SelfCalls.SelfCall;
import fr.allomairies.telephony.SelfCalls.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The calls of the line to itself that are over.
@Repository
class SelfCallStore {

    private static final String STAGES =
            Arrays.stream(Stage.values()).map(SelfCallStore::column).collect(Collectors.joining(", "));

    private final JdbcClient db;

    SelfCallStore(JdbcClient db) {
        this.db = db;
    }

    void add(SelfCall call) {
        var failed = call.failed();
        var insert = db.sql("insert into self_call (began_at, failed, " + STAGES + ") values (?, ?"
                        + ", ?".repeat(Stage.values().length) + ")")
                .param(Timestamp.from(call.at()))
                .param(failed == null ? null : failed.name());
        for (var stage : Stage.values()) {
            var took = call.took().get(stage);
            insert = insert.param(took == null ? null : took.toMillis());
        }
        insert.update();
    }

    List<SelfCall> newest(int limit) {
        return db.sql("select * from self_call order by began_at desc limit ?")
                .param(limit)
                .query((row, _) -> call(row))
                .list();
    }

    void forgetBefore(Instant at) {
        db.sql("delete from self_call where began_at < ?")
                .param(Timestamp.from(at))
                .update();
    }

    private static SelfCall call(ResultSet row) throws SQLException {
        var took = new EnumMap<Stage, Duration>(Stage.class);
        for (var stage : Stage.values()) {
            var millis = row.getInt(column(stage));
            if (!row.wasNull()) {
                took.put(stage, Duration.ofMillis(millis));
            }
        }
        var failed = row.getString("failed");
        return new SelfCall(
                row.getTimestamp("began_at").toInstant(), took, failed == null ? null : Stage.valueOf(failed));
    }

    private static String column(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT) + "_ms";
    }
}
