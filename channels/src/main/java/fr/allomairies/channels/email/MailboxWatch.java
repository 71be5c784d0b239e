package fr.allomairies.channels.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sees every look into a mailbox: says once that one cannot be reached, and once that it can again.
@Component
class MailboxWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);

    /// Since the last look: its reader hangs, or is over.
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    MailboxWatch(Clock clock) {
        this.clock = clock;
    }

    /// The last look into the mailbox; empty before the first.
    Optional<Look> last(String mailbox) {
        return Optional.ofNullable(looks.get(mailbox)).map(this::asOfNow);
    }

    /// What hinders one of those that are read.
    Optional<String> worst() {
        return looks.values().stream()
                .flatMap(look -> asOfNow(look).failure().stream())
                .sorted()
                .findFirst();
    }

    private Look asOfNow(Look look) {
        return look.failure().isEmpty() && look.at().plus(LATE).isBefore(clock.instant())
                ? new Look(look.at(), Optional.of("slow"))
                : look;
    }

    /// Of others nothing is known any more.
    void only(Set<String> mailboxes) {
        looks.keySet().retainAll(mailboxes);
    }

    void reached(String mailbox) {
        look(mailbox, Optional.empty());
    }

    void failed(String mailbox, Exception cause) {
        look(mailbox, Optional.of(SignIn.code(cause)));
    }

    private void look(String mailbox, Optional<String> failure) {
        var before = looks.put(mailbox, new Look(clock.instant(), failure));
        var failedBefore = before != null && before.failure().isPresent();
        if (failure.isPresent() && !failedBefore) {
            LOG.atWarn()
                    .addKeyValue("mailbox", mailbox)
                    .addKeyValue("failure", failure.get())
                    .log("mailbox-unreachable");
        } else if (failure.isEmpty() && failedBefore) {
            LOG.atInfo().addKeyValue("mailbox", mailbox).log("mailbox-reachable-again");
        }
    }

    /// @param failure code of what went wrong
    record Look(Instant at, Optional<String> failure) {}
}
