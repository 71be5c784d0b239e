package fr.allomairies.ticketing.flow;

import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.store.Tickets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Closes resolved tickets on which nothing was said for long. Several nodes may do it at once: each takes tickets that
/// no other holds.
@Component
@EnableScheduling
@EnableConfigurationProperties(ClosingSettings.class)
class QuietTickets {

    private static final int BATCH = 500;

    private final Tickets tickets;
    private final Chronicle chronicle;
    private final ClosingSettings settings;
    private final CityClock clock;

    QuietTickets(Tickets tickets, Chronicle chronicle, ClosingSettings settings, CityClock clock) {
        this.tickets = tickets;
        this.chronicle = chronicle;
        this.settings = settings;
        this.clock = clock;
    }

    /// A batch at a time: what is left is closed the next time.
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    @Transactional
    public void close() {
        var now = clock.now();
        tickets.lockQuiet(now.minus(settings.closeAfter()), BATCH)
                .forEach(ticket -> chronicle.move(ticket, Cause.STAYED_QUIET, now));
    }
}
