package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Reason;
import fr.allomairies.contact.AccessEvent.SignInRefused;
import fr.allomairies.contact.AgentId;
import fr.allomairies.eventlog.EventLog;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Tells the journal who was not let in. A login that is nobody's may be a password in the wrong field, and is told
/// nowhere.
@Component
class SignInLog {

    private static final Logger LOG = LoggerFactory.getLogger(SignInLog.class);

    private final EventLog log;
    private final SignInUsers users;
    private final TransactionOperations transaction;
    private final Clock clock;

    SignInLog(EventLog log, SignInUsers users, TransactionOperations transaction, Clock clock) {
        this.log = log;
        this.users = users;
        this.transaction = transaction;
        this.clock = clock;
    }

    void refused(String typed, Reason reason) {
        login(typed).ifPresent(login -> {
            try {
                transaction.executeWithoutResult(_ -> log.append(new SignInRefused(clock.instant(), login, reason)));
            } catch (DataAccessException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("refusal-not-told");
            }
        });
    }

    private Optional<AgentId> login(String typed) {
        return users.known(typed).map(stored -> stored.account().login());
    }
}
