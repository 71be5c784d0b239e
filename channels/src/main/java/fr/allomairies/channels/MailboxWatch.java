package fr.allomairies.channels;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.RouteAware;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sees every look into a mailbox: says once that one cannot be reached, and once that it can again.
@Component("mailboxWatch")
class MailboxWatch implements PollingConsumerPollStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);

    private final Clock clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    MailboxWatch(Clock clock) {
        this.clock = clock;
    }

    /// The last look by the route; empty before the first.
    Optional<Look> last(String route) {
        return Optional.ofNullable(looks.get(route));
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        look(consumer, Optional.empty());
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        look(consumer, Optional.of(cause.getClass().getSimpleName()));
        return false;
    }

    private void look(Consumer consumer, Optional<String> failure) {
        var route = route(consumer);
        var before = looks.put(route, new Look(clock.instant(), failure));
        var failedBefore = before != null && before.failure().isPresent();
        if (failure.isPresent() && !failedBefore) {
            LOG.atWarn()
                    .addKeyValue("route", route)
                    .addKeyValue("failure", failure.get())
                    .log("mailbox-unreachable");
        } else if (failure.isEmpty() && failedBefore) {
            LOG.atInfo().addKeyValue("route", route).log("mailbox-reachable-again");
        }
    }

    private static String route(Consumer consumer) {
        var route = consumer instanceof RouteAware aware ? aware.getRoute() : null;
        return route == null ? "" : route.getRouteId();
    }

    /// @param failure class of what went wrong
    record Look(Instant at, Optional<String> failure) {}
}
