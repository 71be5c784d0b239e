package fr.allomairies.channels;

import fr.allomairies.channels.store.Inbox;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class StoredReports implements AcceptedReports {

    private final Inbox inbox;

    StoredReports(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Optional<Instant> since(String number) {
        return inbox.numbered(number.strip().toUpperCase(Locale.ROOT)).map(Inbox.Numbered::receivedAt);
    }
}
