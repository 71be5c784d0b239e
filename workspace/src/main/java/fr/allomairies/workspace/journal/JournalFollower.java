package fr.allomairies.workspace.journal;

import fr.allomairies.contact.AccessEvent.SessionBegan;
import fr.allomairies.contact.AccessEvent.SessionEnded;
import fr.allomairies.contact.AccessEvent.SignInRefused;
import fr.allomairies.contact.Decision;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventCodec;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Writes down what somebody has decided, or has done with the means of others.
@Component
class JournalFollower implements LogFollower {

    /// Who came in when, and who was not let in.
    private static final List<String> SIGN_INS = Stream.of(SessionBegan.class, SessionEnded.class, SignInRefused.class)
            .map(Class::getSimpleName)
            .toList();

    private final JdbcClient db;
    private final Clock clock;
    private final EventCodec codec = new EventCodec();

    JournalFollower(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
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

    /// Sign-ins are told for a year, as readings are; what somebody decided stays.
    @Scheduled(cron = "0 40 2 * * *", zone = "Europe/Paris")
    void forgetSignIns() {
        var before = clock.instant().atZone(ZoneOffset.UTC).minus(Period.ofYears(1));
        db.sql("delete from decision where kind in (:kinds) and at < :before")
                .param("kinds", SIGN_INS)
                .param("before", Timestamp.from(before.toInstant()))
                .update();
    }

    /// Nobody waits for it.
    @Override
    public Duration rest() {
        return Duration.ofMillis(500);
    }
}
