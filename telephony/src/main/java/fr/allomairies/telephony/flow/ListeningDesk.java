package fr.allomairies.telephony.flow;

import static fr.allomairies.telephony.flow.Refusals.AWAY;
import static fr.allomairies.telephony.flow.Refusals.NOT_HERS;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent;
import fr.allomairies.contact.ListeningEvent.CallTakenOver;
import fr.allomairies.contact.ListeningEvent.ListeningBegan;
import fr.allomairies.contact.ListeningEvent.ListeningEnded;
import fr.allomairies.contact.ListeningEvent.ListeningObjected;
import fr.allomairies.contact.ListeningEvent.ListeningTurned;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.ListeningSettings;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallSignals.Listens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps each listening with its events; the line carries it out, and tells what became of it.
@Component
class ListeningDesk implements LiveListening {

    /// Reason of the pause of a supervisor who takes contacts too.
    static final String SUPERVISION = "supervision";

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    /// Longer than a phone rings.
    private static final Duration RINGS = Duration.ofSeconds(45);

    private static final Refusal OFF = refusal("listening-off", "nobody may listen to calls here");
    private static final Refusal NO_REASON = refusal("reason-missing", "say in 10 to 500 characters why you listen");
    private static final Refusal NO_CALL = refusal("no-call", "the agent speaks with nobody");
    private static final Refusal OBJECTED = refusal("citizen-objects", "the citizen does not want it");
    private static final Refusal ASKS_OUTSIDE =
            refusal("outside-asked", "the agent asks an outside number, where nobody was told");
    private static final Refusal NO_PHONE = refusal("phone-unreachable", "no phone of yours is registered now");
    private static final Refusal BUSY = refusal("contacts-in-hand", "finish your own contacts first");
    private static final Refusal ALREADY =
            refusal("listening-already", "you, or somebody to this call, listen already");
    private static final Refusal NOT_LISTENING = refusal("not-listening", "you do not listen to a call");
    private static final Refusal NOT_SIGNED_IN = refusal("not-signed-in", "take your desk first");

    private final LiveListeningStore store;
    private final Calls calls;
    private final Phones phones;
    private final Line line;
    private final Routing routing;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final ListeningSettings settings;
    private final Clock clock;
    private final Lanes<UUID> lanes = new Lanes<>();

    ListeningDesk(
            LiveListeningStore store,
            Calls calls,
            Phones phones,
            Line line,
            Routing routing,
            EventLog log,
            TransactionTemplate transaction,
            ListeningSettings settings,
            Clock clock) {
        this.store = store;
        this.calls = calls;
        this.phones = phones;
        this.line = line;
        this.routing = routing;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return settings.enabled();
    }

    @Override
    public Optional<Refusal> begin(AgentId by, AgentId agent, ContactId contact, String why) {
        var reason = why.strip();
        var call = calls.of(contact, agent).orElse(null);
        if (!isOn()) {
            return Optional.of(OFF);
        }
        var length = reason.codePointCount(0, reason.length());
        if (length < SHORTEST_REASON || length > LONGEST_REASON) {
            return Optional.of(NO_REASON);
        }
        if (call == null || by.equals(agent)) {
            return Optional.of(NO_CALL);
        }
        return inTheWay(by, contact).or(() -> ring(call, asked(by, agent, contact, reason)));
    }

    private Optional<Refusal> inTheWay(AgentId by, ContactId contact) {
        if (store.objected(contact)) {
            return Optional.of(OBJECTED);
        }
        if (calls.asksOutside(contact)) {
            return Optional.of(ASKS_OUTSIDE);
        }
        if (!routing.agent(by).contacts().isEmpty()) {
            return Optional.of(BUSY);
        }
        if (!line.isReached()) {
            return Optional.of(AWAY);
        }
        return phones.reachable(by) ? Optional.empty() : Optional.of(NO_PHONE);
    }

    private Listening asked(AgentId by, AgentId agent, ContactId contact, String reason) {
        return new Listening(
                UUID.randomUUID(),
                contact,
                agent,
                by,
                reason,
                State.RINGING,
                Mode.LISTEN,
                clock.instant(),
                null,
                null,
                null,
                false);
    }

    private Optional<Refusal> ring(CallId call, Listening listening) {
        try {
            store.add(listening);
        } catch (DuplicateKeyException _) {
            return Optional.of(ALREADY);
        }
        if (routing.agent(listening.by()).state() == AgentState.AVAILABLE) {
            routing.pause(listening.by(), SUPERVISION);
        }
        line.listen(listening.id(), call, listening.by());
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> turn(AgentId by, Mode mode) {
        return command(by, listening -> line.turnListening(listening.id(), mode));
    }

    @Override
    public Optional<Refusal> leave(AgentId by) {
        return store.openOf(by).isEmpty()
                ? Optional.empty()
                : reached(() -> store.openOf(by).ifPresent(listening -> line.endListening(listening.id())));
    }

    @Override
    public Optional<Refusal> takeOver(AgentId by) {
        return routing.agent(by).state() == AgentState.OFFLINE
                ? Optional.of(NOT_SIGNED_IN)
                : command(by, listening -> line.takeOver(listening.id()));
    }

    private Optional<Refusal> command(AgentId by, Consumer<Listening> what) {
        return store.openOf(by)
                .filter(listening -> listening.state() == State.ON)
                .map(listening -> reached(() -> what.accept(listening)))
                .orElse(Optional.of(NOT_LISTENING));
    }

    private Optional<Refusal> reached(Runnable command) {
        if (!line.isReached()) {
            return Optional.of(AWAY);
        }
        command.run();
        return Optional.empty();
    }

    @Override
    public Optional<Listening> latest(AgentId by) {
        return store.latestOf(by);
    }

    @Override
    public Optional<Notice> notice(ContactId contact) {
        if (!isOn() || store.objected(contact)) {
            return Optional.empty();
        }
        var heard = settings.tellAgent() ? store.onCall(contact) : Optional.<Listening>empty();
        return Optional.of(heard.map(listening -> new Notice(listening.by(), listening.mode()))
                .orElseGet(() -> new Notice(null, Mode.LISTEN)));
    }

    /// It counts at once, whether the line can be told now or not; a line that comes back is told again.
    @Override
    public Optional<Refusal> object(AgentId agent, ContactId contact) {
        if (calls.of(contact, agent).isEmpty()) {
            return Optional.of(NOT_HERS);
        }
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            if (store.object(contact, now)) {
                log.append(new ListeningObjected(now, contact, agent));
            }
        });
        store.open().stream()
                .filter(listening -> listening.contact().equals(contact))
                .forEach(listening -> line.endListening(listening.id()));
        return Optional.empty();
    }

    @Override
    public List<Listening> newest(int limit) {
        return store.newest(limit);
    }

    /// The line may have forgotten whether callers are to be told, and did not hear objections while it was away.
    void tellLine() {
        line.announceListening(isOn());
        store.open().stream()
                .filter(listening -> !mayHear(listening))
                .forEach(listening -> line.endListening(listening.id()));
    }

    /// He may have been let in at the very instant at which the citizen objected, or she asked somebody outside.
    private boolean mayHear(Listening listening) {
        return isOn() && !store.objected(listening.contact()) && !calls.asksOutside(listening.contact());
    }

    /// The line says that he hears the call, by this mode.
    void heard(UUID id, Mode mode) {
        lanes.run(
                id,
                () -> store.find(id)
                        .filter(known -> known.state() != State.OVER)
                        .ifPresent(listening -> {
                            var now = clock.instant();
                            if (!mayHear(listening)) {
                                line.endListening(id);
                            } else if (listening.state() == State.RINGING) {
                                keep(
                                        () -> store.began(id, now),
                                        new ListeningBegan(
                                                now, listening.contact(), listening.agent(), listening.by()));
                            } else if (listening.mode() != mode) {
                                keep(
                                        () -> store.turned(id, mode),
                                        new ListeningTurned(
                                                now, listening.contact(), listening.agent(), listening.by(), mode));
                            }
                        }));
    }

    /// The line says that he hears it no more.
    ///
    /// @param failure why nothing came of it, as far as the line knows
    void over(UUID id, @Nullable String failure) {
        lanes.run(
                id,
                () -> store.find(id).ifPresent(listening -> {
                    var now = clock.instant();
                    var began = listening.beganAt();
                    if (began == null) {
                        store.over(id, now, failure == null ? "not-answered" : failure);
                    } else {
                        keep(() -> store.over(id, now, null), ended(listening, began, now));
                    }
                }));
    }

    /// The line says that he has the call.
    void takenOver(UUID id) {
        lanes.run(
                id,
                () -> store.find(id).ifPresent(listening -> {
                    var began = listening.beganAt();
                    if (began != null) {
                        var now = clock.instant();
                        keep(
                                () -> store.takenOver(id, now),
                                ended(listening, began, now),
                                new CallTakenOver(now, listening.contact(), listening.agent(), listening.by()));
                    }
                }));
    }

    private void keep(BooleanSupplier change, ListeningEvent... events) {
        transaction.executeWithoutResult(_ -> {
            if (change.getAsBoolean()) {
                log.append(events);
            }
        });
    }

    private static ListeningEnded ended(Listening listening, Instant began, Instant now) {
        return new ListeningEnded(
                now, listening.contact(), listening.agent(), listening.by(), Duration.between(began, now));
    }

    List<Listens> expected() {
        var ringing = clock.instant().minus(RINGS);
        return store.open().stream().map(open -> expected(open, ringing)).toList();
    }

    private static Listens expected(Listening open, Instant ringing) {
        return open.state() == State.ON
                ? new Listens(open.id(), open.contact(), open.mode(), true)
                : new Listens(open.id(), open.contact(), null, open.askedAt().isBefore(ringing));
    }

    private static Refusal refusal(String code, String detail) {
        return new Refusal(code, detail);
    }
}
