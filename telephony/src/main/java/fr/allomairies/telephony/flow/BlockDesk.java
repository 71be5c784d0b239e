package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.CallerBlocked;
import fr.allomairies.contact.SteeringEvent.CallerUnblocked;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.BlockedCallers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps each decision with its event, which does not name the number.
@Component
class BlockDesk implements BlockedCallers {

    private static final Refusal NO_NUMBER = new Refusal("number-invalid", "this is no telephone number");
    private static final Refusal LISTED = new Refusal("number-listed", "this number is proposed or blocked already");
    private static final Refusal REASON =
            new Refusal("reason-form", "a reason is 1 to " + LONGEST_REASON + " characters");
    private static final Refusal TOO_LONG =
            new Refusal("block-too-long", "a block is over within " + LONGEST.toDays() + " days");
    private static final Refusal GONE = new Refusal("block-gone", "somebody has decided otherwise, or it is over");

    private final BlockStore store;
    private final CallerNumbers numbers;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BlockDesk(BlockStore store, CallerNumbers numbers, EventLog log, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param from the caller's number as the network gave it
    Optional<UUID> blocked(@Nullable String from) {
        return Optional.ofNullable(numbers.parse(from)).flatMap(number -> store.blocking(number, clock.instant()));
    }

    @Override
    public List<Block> proposed(int limit) {
        return store.proposed(limit);
    }

    @Override
    public List<Block> current() {
        return store.current(clock.instant());
    }

    @Override
    public List<Block> past(int limit) {
        return store.past(clock.instant(), limit);
    }

    @Override
    public Optional<Refusal> propose(String typed, String reason, AgentId by) {
        var number = numbers.parse(typed);
        return form(number, reason)
                .or(() -> decided(
                        store.propose(
                                UUID.randomUUID(), Objects.requireNonNull(number), reason.strip(), clock.instant(), by),
                        LISTED));
    }

    @Override
    public Optional<Refusal> block(String typed, String reason, Duration time, AgentId by) {
        var number = numbers.parse(typed);
        return form(number, reason).or(() -> form(time)).or(() -> blockAtOnce(number, reason.strip(), time, by));
    }

    private Optional<Refusal> blockAtOnce(@Nullable PhoneNumber number, String reason, Duration time, AgentId by) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        var blocked = transaction.execute(_ -> store.propose(id, Objects.requireNonNull(number), reason, now, by)
                && block(id, now.plus(time), now, by));
        return decided(blocked, LISTED);
    }

    @Override
    public Optional<Refusal> block(UUID id, Duration time, AgentId by) {
        var now = clock.instant();
        return form(time).or(() -> decided(transaction.execute(_ -> block(id, now.plus(time), now, by)), GONE));
    }

    /// In the caller's transaction.
    private boolean block(UUID id, Instant until, Instant now, AgentId by) {
        var blocked = store.block(id, until, now, by);
        if (blocked) {
            log.append(new CallerBlocked(now, id, until, by));
        }
        return blocked;
    }

    @Override
    public Optional<Refusal> dismiss(UUID id, AgentId by) {
        return decided(store.dismiss(id, clock.instant(), by), GONE);
    }

    @Override
    public Optional<Refusal> lift(UUID id, AgentId by) {
        var now = clock.instant();
        var lifted = transaction.execute(_ -> {
            var was = store.lift(id, now, by);
            if (was) {
                log.append(new CallerUnblocked(now, id, by));
            }
            return was;
        });
        return decided(lifted, GONE);
    }

    private static Optional<Refusal> form(@Nullable PhoneNumber number, String reason) {
        if (number == null) {
            return Optional.of(NO_NUMBER);
        }
        return reason.isBlank() || reason.strip().length() > LONGEST_REASON ? Optional.of(REASON) : Optional.empty();
    }

    private static Optional<Refusal> form(Duration time) {
        return time.isPositive() && time.compareTo(LONGEST) <= 0 ? Optional.empty() : Optional.of(TOO_LONG);
    }

    private static Optional<Refusal> decided(@Nullable Boolean done, Refusal otherwise) {
        return Boolean.TRUE.equals(done) ? Optional.empty() : Optional.of(otherwise);
    }
}
