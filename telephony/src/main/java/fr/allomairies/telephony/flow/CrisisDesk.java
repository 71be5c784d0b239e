package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.CrisisDeclared;
import fr.allomairies.contact.SteeringEvent.CrisisLifted;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CrisisMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the crisis with its event, and then tells the line: at once when it can be reached, else when it is back.
@Component
class CrisisDesk implements CrisisMode {

    private final CrisisStore store;
    private final Line line;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CrisisDesk(CrisisStore store, Line line, EventLog log, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.line = line;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<Crisis> current() {
        return store.current(clock.instant());
    }

    @Override
    public List<Crisis> history(int limit) {
        return store.newest(limit);
    }

    @Override
    public Optional<Refusal> declare(Message message, Instant until, AgentId by) {
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            return Optional.of(new Refusal("crisis-end-out-of-range", "a crisis ends within seven days from now"));
        }
        transaction.executeWithoutResult(_ -> {
            store.lift(now, by);
            store.add(message, now, until, by);
            log.append(new CrisisDeclared(now, message.code(), until, by));
        });
        tellLine();
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> lift(AgentId by) {
        var now = clock.instant();
        var lifted = transaction.execute(_ -> {
            var was = store.lift(now, by);
            if (was) {
                log.append(new CrisisLifted(now, by));
            }
            return was;
        });
        tellLine();
        return lifted ? Optional.empty() : Optional.of(new Refusal("no-crisis", "there is no crisis to end"));
    }

    void tellLine() {
        line.crisis(current());
    }
}
