package fr.allomairies.telephony.flow;

import static java.util.stream.Collectors.toSet;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.Call;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.CallTable;
import fr.allomairies.telephony.call.Consult;
import fr.allomairies.telephony.call.Outside;
import fr.allomairies.telephony.flow.Numbers.Called;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Every call that is not over, each with a lane of its own. A step waits for a database that is away, for a call that
/// comes and goes meanwhile is told only once. A step that fails for another reason is not taken: the line's next
/// re-sync brings the event again.
@Component
class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private static final RetryTemplate PATIENCE = new RetryTemplate(RetryPolicy.builder()
            .includes(
                    TransientDataAccessException.class,
                    NonTransientDataAccessResourceException.class,
                    TransactionException.class)
            .maxRetries(200)
            .delay(Duration.ofMillis(100))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build());

    /// Longer than routing takes to say whether an agent may make a call.
    private static final Duration PLACING = Duration.ofSeconds(15);

    private final Lanes<CallId> lanes = new Lanes<>();
    private final ConcurrentHashMap<CallId, LiveCall> live = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<ContactId, CallId> byContact = new ConcurrentHashMap<>();
    private final CallStore store;
    private final CallEffects effects;
    private final Clock clock;

    Calls(CallStore store, CallEffects effects, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.effects = effects;
    }

    /// @param caller absent when withheld
    /// @param called as it was when he called; absent for what another process has seen arrive
    record LiveCall(
            Call call,
            @Nullable PhoneNumber caller,
            Instant arrivedAt,
            @Nullable Called called) {

        LiveCall after(Call next) {
            return new LiveCall(next, caller, arrivedAt, called);
        }
    }

    CompletableFuture<CallState> seen(Sighting sighting, CallEvent event) {
        return run(sighting.call(), event, sighting);
    }

    void tell(CallId call, CallEvent event) {
        run(call, event, null);
    }

    /// For the call in which her line was lost, if there is one.
    void phoneBack(AgentId agent, Instant until) {
        live.values().stream()
                .map(LiveCall::call)
                .filter(call -> call.state() == CallState.CUT_OFF && agent.equals(call.agent()))
                .forEach(call -> tell(call.id(), new CallEvent.PhoneBack(agent, until)));
    }

    /// A call of which nothing has been heard since the start is where it was stored to be.
    CallState state(ContactId contact) {
        return liveState(contact)
                .or(() -> store.find(contact).map(CallAccount::state))
                .orElse(CallState.ENDED);
    }

    private Optional<CallState> liveState(ContactId contact) {
        return Optional.ofNullable(byContact.get(contact))
                .map(live::get)
                .map(known -> known.call().state());
    }

    /// Whether he is in our hands, and waits for an agent or is on his way there.
    boolean waits(ContactId contact) {
        return liveState(contact)
                .filter(state -> state.inQueue() || state.beforeQueue())
                .isPresent();
    }

    /// Whether he waits for her line, which is not stored.
    boolean isCutOff(ContactId contact) {
        return liveState(contact).filter(CallState.CUT_OFF::equals).isPresent();
    }

    /// Whether his agent asks an outside number about him, or speaks with it.
    boolean asksOutside(ContactId contact) {
        return store.find(contact)
                .map(CallAccount::outside)
                .filter(to -> to.rings() && to.asks())
                .isPresent();
    }

    /// Whether the citizen hears his agent and whom she asks.
    boolean inConference(ContactId contact) {
        return store.find(contact)
                        .map(CallAccount::consult)
                        .filter(Consult::joined)
                        .isPresent()
                || withOutside(contact);
    }

    /// Whether one of them is outside the house.
    boolean withOutside(ContactId contact) {
        return store.find(contact)
                .map(CallAccount::outside)
                .filter(to -> to.rings() && to.joined())
                .isPresent();
    }

    /// The call of a contact that is not over; empty for other channels.
    Optional<CallId> of(ContactId contact) {
        var known = byContact.get(contact);
        return known != null
                ? Optional.of(known)
                : store.find(contact)
                        .filter(account -> account.endedAt() == null)
                        .map(CallAccount::call);
    }

    Set<CallId> open() {
        var open = new HashSet<>(live.keySet());
        open.addAll(store.open(clock.instant().minus(PLACING)));
        return open;
    }

    Optional<String> carrier(CallId call) {
        return store.server(call);
    }

    void carries(CallId call, String server) {
        store.server(call, server);
    }

    Set<CallId> calling() {
        return live.values().stream()
                .map(LiveCall::call)
                .filter(call -> call.state() == CallState.CALLING)
                .map(Call::id)
                .collect(toSet());
    }

    boolean isOver(ContactId contact) {
        return store.find(contact).filter(account -> account.endedAt() != null).isPresent();
    }

    boolean isLost(ContactId contact) {
        return store.isLost(contact);
    }

    /// The same, if the agent has the citizen.
    Optional<CallId> of(ContactId contact, AgentId agent) {
        return of(contact)
                .filter(call -> connectedAgent(call).filter(agent::equals).isPresent());
    }

    /// As stored, which a reader of the log may know before the lane has gone on.
    Optional<AgentId> connectedAgent(CallId call) {
        return Optional.ofNullable(live.get(call))
                .map(LiveCall::call)
                .map(Call::inHandsOf)
                .or(() -> store.find(call)
                        .filter(account ->
                                account.endedAt() == null && account.transferredAt() == null && !account.hasLeft())
                        .map(CallAccount::agent));
    }

    private CompletableFuture<CallState> run(CallId id, CallEvent event, @Nullable Sighting sighting) {
        var done = new CompletableFuture<CallState>();
        lanes.run(id, () -> {
            try {
                done.complete(PATIENCE.execute(() -> step(id, event, sighting)));
            } catch (Exception e) {
                LOG.atWarn()
                        .addKeyValue("call", id)
                        .addKeyValue("event", event.getClass().getSimpleName())
                        .setCause(e)
                        .log("call-step-failed");
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private CallState step(CallId id, CallEvent event, @Nullable Sighting sighting) {
        var known = known(id, event, sighting);
        if (known == null) {
            return CallState.ENDED;
        }
        var step = CallTable.on(known.call(), effects.told(known.call(), event));
        if (!step.commands().isEmpty() || step.call() != known.call()) {
            effects.carryOut(known, step);
            keep(known, step.call());
        }
        return step.call().state();
    }

    private @Nullable LiveCall known(CallId id, CallEvent event, @Nullable Sighting sighting) {
        var current = live.get(id);
        if (current != null) {
            return current;
        }
        var known = Optional.ofNullable(sighting)
                .flatMap(first -> arrive(first, event))
                .or(() -> store.find(id).map(Calls::restored))
                .orElse(null);
        if (known != null) {
            keep(known, known.call());
        }
        return known;
    }

    /// What stands in the way of his place in the queue does not keep his arrival from being stored.
    private Optional<LiveCall> arrive(Sighting sighting, CallEvent event) {
        try {
            return effects.arrive(sighting, event);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("call", sighting.call()).setCause(e).log("call-arrives-alone");
            return effects.arrive(sighting, new CallEvent.Arrived());
        }
    }

    private static LiveCall restored(CallAccount account) {
        return new LiveCall(
                Call.restored(account.call(), account.state(), account.agent())
                        .asking(account.consult())
                        .sentTo(ringing(account)),
                account.caller(),
                account.arrivedAt(),
                null);
    }

    private static @Nullable Outside ringing(CallAccount account) {
        var to = account.outside();
        return to == null ? null : to.ringing();
    }

    private void keep(LiveCall known, Call call) {
        if (call.state() == CallState.ENDED) {
            live.remove(call.id());
            byContact.remove(call.id().contact());
        } else {
            live.put(call.id(), known.after(call));
            byContact.put(call.id().contact(), call.id());
        }
    }
}
