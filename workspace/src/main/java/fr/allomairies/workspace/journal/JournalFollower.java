package fr.allomairies.workspace.journal;

import fr.allomairies.contact.Decision;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventCodec;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import java.sql.Timestamp;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes down what somebody has decided, or has done with the means of others.
@Component
class JournalFollower implements LogFollower {

    private final JdbcClient db;
    private final EventCodec codec = new EventCodec();

    JournalFollower(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof Decision;
    }

    @Override
    public void on(LogEntry entry) {
        if (entry.event() instanceof Decision decision) {
            var by = decision.by();
            db.sql("""
                            insert into decision (position, at, by, kind, details)
                            values (?, ?, ?, ?, ?::jsonb - 'at' - 'by') on conflict do nothing
                            """)
                    .param(entry.position())
                    .param(Timestamp.from(entry.event().at()))
                    .param(by == null ? null : by.value())
                    .param(codec.type(entry.event()))
                    .param(codec.write(entry.event()))
                    .update();
        }
    }

    /// Nobody waits for it.
    @Override
    public Duration rest() {
        return Duration.ofMillis(500);
    }
}
