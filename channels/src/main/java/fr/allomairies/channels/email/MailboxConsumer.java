package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/// Has every mailbox read that is to be read, and looks each second whether they are others.
final class MailboxConsumer extends DefaultConsumer {

    /// As long as a route has to stop.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Accounts accounts;
    private final Function<Account, MailboxReader> readers;
    private final MailboxWatch watch;
    private final Map<String, MailboxReader> reading = new HashMap<>();
    private @Nullable ScheduledExecutorService rounds;

    MailboxConsumer(
            Endpoint endpoint,
            Processor processor,
            Accounts accounts,
            SignIn signIn,
            MailboxWatch watch,
            Duration poll) {
        super(endpoint, processor);
        this.accounts = accounts;
        this.readers = account -> new MailboxReader(account, signIn, watch, poll, this::stored);
        this.watch = watch;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var every = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("mailboxes").factory());
        var _ = every.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
        rounds = every;
    }

    private void round() {
        try {
            var wanted = accounts.active().stream().collect(Collectors.toMap(Account::address, Function.identity()));
            reading.values().removeIf(reader -> {
                var goes = reader.isOver()
                        || !reader.account().equals(wanted.get(reader.account().address()));
                if (goes) {
                    reader.leave();
                }
                return goes;
            });
            watch.only(wanted.keySet());
            wanted.forEach((address, account) -> reading.computeIfAbsent(address, _ -> started(account)));
        } catch (RuntimeException e) {
            getExceptionHandler().handleException("the mailboxes are not known", e);
        }
    }

    private MailboxReader started(Account account) {
        var reader = readers.apply(account);
        Thread.ofVirtual().name("mailbox-" + account.address()).start(reader);
        return reader;
    }

    private boolean stored(List<RawMessage> mails, boolean tell) {
        var exchange = createExchange(true);
        exchange.getIn().setBody(mails);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        var failure = exchange.getException();
        releaseExchange(exchange, false);
        if (failure != null && tell) {
            getExceptionHandler().handleException("a mail could not be stored and comes again", failure);
        }
        return failure == null;
    }

    @Override
    protected void doStop() throws Exception {
        var every = rounds;
        if (every != null) {
            every.shutdown();
            var _ = every.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        reading.values().forEach(MailboxReader::leave);
        for (var reader : reading.values()) {
            var _ = reader.isOver(PATIENCE);
        }
        reading.clear();
        watch.only(Set.of());
        super.doStop();
    }
}
