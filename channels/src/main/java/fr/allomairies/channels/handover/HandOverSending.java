package fr.allomairies.channels.handover;

import fr.allomairies.channels.HouseMail.NotTaken;
import fr.allomairies.channels.HouseRetry;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.HandOvers.Matter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes hand-overs out of the database to where they belong, on any node, and again for a day while it fails.
@Component
class HandOverSending {

    private static final Logger LOG = LoggerFactory.getLogger(HandOverSending.class);
    private static final int BATCH = 20;
    private static final NotTaken NOT_MADE = new NotTaken("message-not-made", false);
    private static final String NOT_ITS = "no-longer-its";

    private final HandOvers handOvers;
    private final ServiceMail mail;
    private final ServiceHook hook;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HandOverSending(HandOvers handOvers, ServiceMail mail, ServiceHook hook, Clock clock) {
        this.handOvers = handOvers;
        this.mail = mail;
        this.hook = hook;
        this.clock = clock;
    }

    /// Side by side, so that a receiver who is slow holds up nobody but the next round.
    void round() {
        var now = clock.instant();
        var tasks = handOvers.claim(now, now.plus(HouseRetry.CLAIMED_FOR), BATCH).stream()
                .map(due -> Executors.callable(() -> send(due)))
                .toList();
        try {
            threads.invokeAll(tasks, HouseRetry.ROUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HandOver due) {
        try {
            var matter = handOvers.matter(due);
            if (matter.isEmpty()) {
                handOvers.sent(due, clock.instant());
                LOG.atInfo().addKeyValue("handOver", due.id()).log(NOT_ITS);
                return;
            }
            attempt(due, matter.get())
                    .ifPresentOrElse(why -> failed(due, why), () -> handOvers.sent(due, clock.instant()));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("handOver", due.id()).log("hand-over-failed");
        }
    }

    private Optional<NotTaken> attempt(HandOver due, Matter matter) {
        try {
            return switch (due.way()) {
                case MAIL -> mail.send(due, matter);
                case WEBHOOK -> hook.send(due, matter);
                case INSIDE -> Optional.empty();
            };
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("handOver", due.id()).log("hand-over-not-made");
            return Optional.of(NOT_MADE);
        }
    }

    private void failed(HandOver due, NotTaken why) {
        var again = why.forGood()
                ? Optional.<Instant>empty()
                : HouseRetry.again(due.triedFrom(), due.tries(), clock.instant());
        handOvers.failed(due, why.code(), again.orElse(null));
        LOG.atWarn()
                .addKeyValue("handOver", due.id())
                .addKeyValue("way", due.way())
                .addKeyValue("code", why.code())
                .addKeyValue("again", again.isPresent())
                .log("hand-over-not-taken");
    }
}
