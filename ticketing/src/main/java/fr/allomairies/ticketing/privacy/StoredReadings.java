package fr.allomairies.ticketing.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.PrivacyAccount;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class StoredReadings implements Readings {

    private final PrivacyAccount account;
    private final CityClock clock;

    StoredReadings(PrivacyAccount account, CityClock clock) {
        this.account = account;
        this.clock = clock;
    }

    @Override
    public void read(TicketId ticket, AgentId reader, Purpose purpose) {
        account.read(ticket, reader, purpose, clock.today(), clock.now());
    }

    @Override
    public List<Reading> of(TicketId ticket, int limit) {
        return account.readings(ticket, limit);
    }
}
