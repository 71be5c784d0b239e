package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.RoundTrips;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Ticketing with its beans on a real PostgreSQL, shared by the tests: each makes citizens of its own.
@SpringBootTest(classes = TicketingApplication.class)
public abstract class OnPostgres {

    protected static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    @Autowired
    protected Ticketing ticketing;

    @Autowired
    protected EventLog log;

    @Autowired
    protected TransactionTemplate transaction;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        var database = RoundTrips.counted(PostgresExtension.freshDatabase());
        properties.add("spring.datasource.url", database::getUrl);
        properties.add("spring.datasource.username", database::getUser);
        properties.add("allo.vault.key", () -> "a key for tests, which opens nothing else");
        properties.add("spring.datasource.hikari.maximum-pool-size", () -> 30);
    }

    protected Receipt receive(InboundContact contact) {
        return transaction.execute(_ -> ticketing.receive(contact));
    }

    protected List<Event> events(TicketId ticket) {
        return log.of(ticket);
    }

    protected static Sender someone() {
        return mailer("citizen-" + UUID.randomUUID() + "@example.org");
    }

    protected static Sender mailer(String address) {
        return new Sender("Jeanne Martin", new EmailAddress(address), null);
    }

    protected static InboundContact mail(Sender from, String subject, String text, String... hints) {
        return contact(ChannelKind.EMAIL, from, null, subject, text, List.of(hints));
    }

    protected static InboundContact contact(
            ChannelKind channel,
            Sender from,
            @Nullable CategoryCode category,
            String subject,
            String text,
            List<String> hints) {
        return new InboundContact(
                ContactId.next(),
                channel,
                "<" + UUID.randomUUID() + "@example.org>",
                NINE,
                from,
                category,
                subject,
                text,
                null,
                List.of(),
                hints,
                "fr");
    }

    /// Runs the same task on many threads that start together, and gives all results.
    protected static <T> List<T> together(int threads, Callable<T> task) throws Exception {
        var start = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, threads)
                    .mapToObj(_ -> pool.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (var each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
