package fr.allomairies.ticketing.privacy;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketEvent.Anonymisation;
import fr.allomairies.contact.TicketEvent.TicketAnonymised;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.Citizens;
import fr.allomairies.ticketing.store.PersonalRows;
import fr.allomairies.ticketing.wording.Wording;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Takes away what was said on tickets and by whom, in every module, in the caller's transaction. Before any ticket's
/// lock the caller has taken those of the citizens, or a message of theirs that arrives just then would wait for us
/// and we for it.
@Component
class Anonymiser {

    private final PersonalRows rows;
    private final Citizens citizens;
    private final List<PersonalData> modules;
    private final Wording wording;
    private final EventLog log;
    private final CityClock clock;

    Anonymiser(
            PersonalRows rows,
            Citizens citizens,
            List<PersonalData> modules,
            Wording wording,
            EventLog log,
            CityClock clock) {
        this.rows = rows;
        this.citizens = citizens;
        this.modules = modules;
        this.wording = wording;
        this.log = log;
        this.clock = clock;
    }

    /// The locks of whom the tickets name.
    void serialize(List<CitizenId> named) {
        named.stream().map(rows::addresses).forEach(known -> {
            known.emails().stream().map(Anonymiser::sender).forEach(citizens::serialize);
            known.phones().stream().map(Anonymiser::sender).forEach(citizens::serialize);
        });
    }

    private static Sender sender(EmailAddress email) {
        return new Sender(null, email, null);
    }

    private static Sender sender(PhoneNumber phone) {
        return new Sender(null, null, phone);
    }

    void anonymise(List<TicketId> tickets, Anonymisation why) {
        var now = clock.now();
        var traces = rows.tracesToErase(tickets);
        modules.forEach(module -> module.erase(traces));
        for (var ticket : tickets) {
            rows.unname(
                    ticket,
                    wording.say(Locale.FRENCH, "ticketing.anonymised"),
                    UUID.randomUUID().toString(),
                    now);
            log.append(new TicketAnonymised(now, ticket, why));
        }
    }

    /// A citizen whom no ticket names any more, and what else came by his addresses: it is looked for everywhere.
    void forgetUnnamed(CitizenId citizen) {
        var addresses = rows.addresses(citizen);
        if (rows.forgetUnnamed(citizen)) {
            modules.forEach(module -> module.erase(addresses));
        }
    }
}
