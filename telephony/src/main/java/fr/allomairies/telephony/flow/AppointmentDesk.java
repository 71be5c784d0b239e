package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.call.AppointmentTimes;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallAccount.Attempt;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.OpeningHours;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// An appointment is a callback whose first attempt is planned for the beginning of its window, which is its place in
/// the queue too: nobody waited before it.
@Component
class AppointmentDesk implements Appointments, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AppointmentDesk.class);
    private static final String CALLS = "appointment-";
    private static final Refusal GONE = new Refusal("appointment-gone", "the appointment has come, or was called off");
    private static final Refusal EXISTS =
            new Refusal("appointment-exists", "the request has an appointment that is to come");
    private static final Refusal NO_TICKET = new Refusal("ticket-not-found", "there is no such ticket");

    private final AppointmentStore store;
    private final CallStore calls;
    private final CallerNumbers numbers;
    private final Ticketing ticketing;
    private final HouseHours hours;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AppointmentDesk(
            AppointmentStore store,
            CallStore calls,
            CallerNumbers numbers,
            Ticketing ticketing,
            HouseHours hours,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.calls = calls;
        this.numbers = numbers;
        this.ticketing = ticketing;
        this.hours = hours;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Of what its calls are attempts.
    private static CallId of(UUID appointment) {
        return new CallId(CALLS + appointment);
    }

    static Optional<UUID> id(CallId of) {
        return of.value().startsWith(CALLS)
                ? Optional.of(UUID.fromString(of.value().substring(CALLS.length())))
                : Optional.empty();
    }

    @Override
    public Optional<Refusal> make(TicketId ticket, String typed, Window window, AgentId by) {
        var number = numbers.parse(typed);
        return numbers.refusal(number)
                .or(() -> ticketing.ticket(ticket).isEmpty() ? Optional.of(NO_TICKET) : Optional.empty())
                .or(() -> refusal(window))
                .or(() -> {
                    var id = UUID.randomUUID();
                    return done(EXISTS, () -> {
                        var added = store.add(id, ticket, from(window), until(window), by);
                        if (added) {
                            Callbacks.plan(
                                    calls,
                                    new Attempt(1, of(id), from(window)),
                                    Objects.requireNonNull(number),
                                    clock.instant(),
                                    from(window));
                        }
                        return added;
                    });
                });
    }

    @Override
    public Optional<Refusal> move(UUID appointment, Window window, AgentId by) {
        return refusal(window)
                .or(() -> done(GONE, () -> {
                    var moved = store.move(appointment, from(window), until(window), by);
                    if (moved) {
                        calls.planAnew(of(appointment), from(window));
                    }
                    return moved;
                }));
    }

    @Override
    public Optional<Refusal> cancel(UUID appointment, AgentId by) {
        return done(GONE, () -> {
            var cancelled = store.turn(appointment, State.PLANNED, State.CANCELLED, by);
            if (cancelled) {
                calls.forgetPlanned(of(appointment));
            }
            return cancelled;
        });
    }

    @Override
    public Optional<Refusal> settle(UUID appointment, AgentId by) {
        return done(GONE, () -> store.turn(appointment, State.MISSED, State.SETTLED, by));
    }

    private Optional<Refusal> done(Refusal otherwise, BooleanSupplier change) {
        var done = Boolean.TRUE.equals(transaction.execute(_ -> change.getAsBoolean()));
        return done ? Optional.empty() : Optional.of(otherwise);
    }

    private Optional<Refusal> refusal(Window window) {
        var now = hours.inForce();
        return AppointmentTimes.refusal(window, clock.instant(), now.zone(), new OpeningHours(now));
    }

    private Instant from(Window window) {
        return AppointmentTimes.from(window, hours.inForce().zone());
    }

    private Instant until(Window window) {
        return AppointmentTimes.until(window, hours.inForce().zone());
    }

    @Override
    public List<Appointment> open(int limit) {
        return store.open(limit);
    }

    @Override
    public Optional<Appointment> of(TicketId ticket) {
        return store.newest(ticket);
    }

    @Override
    public int missed() {
        return store.missed();
    }

    /// What was kept, and what was missed: who is not in the queue by then is not called any more, at an hour that was
    /// not agreed.
    @Override
    public void run() {
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            store.keep();
            store.unreached(now);
            store.miss(now).forEach(missed -> {
                calls.forgetPlanned(of(missed.id()));
                LOG.atWarn().addKeyValue("appointment", missed.id()).log("appointment-missed");
            });
        });
    }
}
