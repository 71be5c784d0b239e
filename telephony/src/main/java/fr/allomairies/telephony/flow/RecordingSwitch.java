package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.RecordingEvent.RecordingSwitched;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.RecordingArchive.Switched;
import fr.allomairies.telephony.RecordingSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Whether conversations are recorded at all: what an administrator said last, else the setting. What goes on
/// when it is switched off goes on, for it was announced.
@Component
class RecordingSwitch {

    private final JdbcClient db;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final RecordingSettings settings;
    private final Clock clock;

    RecordingSwitch(
            JdbcClient db, EventLog log, TransactionTemplate transaction, RecordingSettings settings, Clock clock) {
        this.db = db;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    boolean isOn() {
        return newest(1).stream().map(Switched::on).findFirst().orElse(settings.enabled());
    }

    void to(boolean on, AgentId by) {
        transaction.executeWithoutResult(_ -> {
            if (isOn() != on) {
                var now = clock.instant();
                db.sql("insert into recording_switch (at, turned_on, who) values (?, ?, ?)")
                        .params(Timestamp.from(now), on, by.value())
                        .update();
                log.append(new RecordingSwitched(now, on, by));
            }
        });
    }

    List<Switched> newest(int limit) {
        return db.sql("select * from recording_switch order by id desc limit ?")
                .param(limit)
                .query((row, _) -> new Switched(
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("turned_on"),
                        new AgentId(row.getString("who"))))
                .list();
    }
}
