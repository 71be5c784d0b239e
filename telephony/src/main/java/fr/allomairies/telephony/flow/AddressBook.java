package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.OutsideNumberRemoved;
import fr.allomairies.contact.SteeringEvent.OutsideNumberSet;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.OutsideNumber;
import fr.allomairies.telephony.OutsideNumbers;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class AddressBook implements OutsideNumbers {

    private static final int LONGEST_NAME = 60;
    private static final Refusal NAME = new Refusal("name-form", "a name is 1 to " + LONGEST_NAME + " characters");
    private static final Refusal UNKNOWN =
            new Refusal("number-unknown", "this number does not stand in the address book");

    private final OutsideStore store;
    private final CallerNumbers numbers;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AddressBook(OutsideStore store, CallerNumbers numbers, EventLog log, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<OutsideNumber> all() {
        return store.current().stream()
                .sorted(Comparator.comparing(OutsideNumber::name)
                        .thenComparing(number -> number.number().e164()))
                .toList();
    }

    @Override
    public Optional<OutsideNumber> find(String number) {
        return Optional.ofNullable(numbers.parse(number)).flatMap(store::current);
    }

    /// What is kept of a call to it: of a number that was typed, that it is any.
    Optional<OutsideNumber> find(PhoneNumber number) {
        return store.current(number);
    }

    @Override
    public String written(OutsideNumber number) {
        return numbers.written(number.number());
    }

    @Override
    public List<Change> history(int limit) {
        return store.newest(limit);
    }

    @Override
    public Optional<Refusal> put(String typed, String name, OutsideKind kind, AgentId by) {
        var number = numbers.parse(typed);
        var refusal = numbers.refusal(number)
                .or(() ->
                        name.isBlank() || name.strip().length() > LONGEST_NAME ? Optional.of(NAME) : Optional.empty());
        if (refusal.isEmpty()) {
            var what = new OutsideNumber(Objects.requireNonNull(number), name.strip(), kind);
            var now = clock.instant();
            transaction.executeWithoutResult(_ -> {
                store.add(what, false, now, by);
                log.append(new OutsideNumberSet(now, what.number().e164(), kind, by));
            });
        }
        return refusal;
    }

    @Override
    public Optional<Refusal> remove(String number, AgentId by) {
        var known = find(number);
        known.ifPresent(was -> {
            var now = clock.instant();
            transaction.executeWithoutResult(_ -> {
                store.add(was, true, now, by);
                log.append(new OutsideNumberRemoved(now, was.number().e164(), by));
            });
        });
        return known.isPresent() ? Optional.empty() : Optional.of(UNKNOWN);
    }
}
