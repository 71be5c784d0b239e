package fr.allomairies.ticketing.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.PrivacyEvent.ErasureCompleted;
import fr.allomairies.contact.PrivacyEvent.ErasureOrdered;
import fr.allomairies.contact.TicketEvent.Anonymisation;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.CitizenRights.Erased;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.CitizenFiles;
import fr.allomairies.ticketing.store.PrivacyAccount;
import fr.allomairies.ticketing.store.PrivacyAccount.Request;
import fr.allomairies.ticketing.store.Tickets;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Erasures: ordered once, in the database and in the file outside of it, and carried out until nothing is left. What
/// is in hand or held back is tried again every night.
@Component
class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final CitizenFiles files;
    private final PrivacyAccount account;
    private final Tickets tickets;
    private final Anonymiser anonymiser;
    private final ErasureFile file;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final CityClock clock;

    Erasures(
            CitizenFiles files,
            PrivacyAccount account,
            Tickets tickets,
            Anonymiser anonymiser,
            ErasureFile file,
            EventLog log,
            TransactionTemplate transaction,
            CityClock clock) {
        this.files = files;
        this.account = account;
        this.tickets = tickets;
        this.anonymiser = anonymiser;
        this.file = file;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// In the file before anything goes: a backup that is restored in between erases him too.
    Erased order(Request erasure, AgentId by) {
        transaction.executeWithoutResult(_ -> {
            account.add(erasure);
            log.append(new ErasureOrdered(erasure.at(), erasure.id(), by));
        });
        file.add(List.of(erasure));
        return carryOut(erasure);
    }

    /// After a restore the database has forgotten erasures, and the citizens are back in it.
    @EventListener(ApplicationReadyEvent.class)
    public void afterARestore() {
        try {
            followUp();
        } catch (RuntimeException problem) {
            LOG.atError().setCause(problem).log("erasures-not-done-again");
        }
    }

    void followUp() {
        try {
            file.read().stream()
                    .filter(erasure -> account.request(erasure.id()).isEmpty())
                    .forEach(account::add);
            file.add(account.erasures());
        } catch (UncheckedIOException problem) {
            LOG.atError().setCause(problem).log("erasure-file-unusable");
        }
        account.erasuresToDo().forEach(this::tryToCarryOut);
    }

    /// One that fails stands in nobody's way, and is tried again.
    private void tryToCarryOut(Request erasure) {
        try {
            carryOut(erasure);
        } catch (RuntimeException problem) {
            LOG.atError().addKeyValue("erasure", erasure.id()).setCause(problem).log("erasure-not-carried-out");
        }
    }

    /// What he asked for afterwards is kept, and he is known as long as that names him.
    private Erased carryOut(Request erasure) {
        var citizen = erasure.citizen();
        var erased = 0;
        for (var ticket : files.ticketsUntil(citizen, erasure.at())) {
            erased += transaction.execute(_ -> erase(citizen, ticket));
        }
        int gone = erased;
        return transaction.execute(_ -> {
            anonymiser.serialize(List.of(citizen));
            var left = files.ticketsUntil(citizen, erasure.at()).size();
            if (left == 0) {
                anonymiser.forgetUnnamed(citizen);
                if (account.done(erasure.id(), clock.now())) {
                    log.append(new ErasureCompleted(clock.now(), erasure.id()));
                }
            }
            return new Erased(gone, left);
        });
    }

    /// @return how many went: the ticket, or none
    private int erase(CitizenId citizen, TicketId id) {
        anonymiser.serialize(List.of(citizen));
        var locked = tickets.lock(id);
        if (locked.isEmpty() || account.isHeld(id)) {
            return 0;
        }
        if (tickets.survivor(locked.get()).status().isOpen()) {
            return 0;
        }
        anonymiser.anonymise(List.of(id), Anonymisation.ERASURE);
        return 1;
    }
}
