package fr.allomairies.routing.flow;

import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.LeaveQueue;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.Review;
import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.Step;
import fr.allomairies.routing.store.RoutingStore;
import fr.allomairies.routing.whatif.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Carries commands out: engine, tables and log move together or not at all. For the lane's one thread.
///
/// After a step that could not be stored the engine is thrown away, and the next command makes a new one of the
/// tables.
@Component
class Dispatcher {

    private static final int ATTEMPTS = 5;

    private final RulesInForce rules;
    private final RoutingStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Picture picture;
    private @Nullable RoutingEngine engine;
    private long turn;

    Dispatcher(RulesInForce rules, RoutingStore store, EventLog log, TransactionTemplate transaction, Picture picture) {
        this.rules = rules;
        this.store = store;
        this.log = log;
        this.transaction = transaction;
        this.picture = picture;
    }

    /// Another dispatcher may have worked meanwhile.
    void forget() {
        engine = null;
    }

    /// @throws ConcurrencyFailureException when another dispatcher was faster again and again
    Optional<Refusal> dispatch(Command command) {
        for (var attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return carryOut(command);
            } catch (ConcurrencyFailureException _) {
                forget();
                if (command instanceof QueueContact queue
                        && store.knows(queue.request().contact())) {
                    return Optional.empty();
                }
            }
        }
        return carryOut(command);
    }

    private Optional<Refusal> carryOut(Command command) {
        if (command instanceof QueueContact queue && picture.has(queue.request().contact())) {
            return Optional.empty();
        }
        reportedContact(command).ifPresent(contact -> queueFirst(contact, command.at()));
        return step(command);
    }

    private Optional<Refusal> step(Command command) {
        try {
            return step(engine == null || rules.areOthersBy(command.at()) ? load(command.at()) : engine, command);
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    private Optional<Refusal> step(RoutingEngine current, Command command) {
        var step = current.on(command);
        if (!step.changesNothing()) {
            store(step, newcomer(command), events(command, step), command.at());
        }
        return step.refusal();
    }

    private static @Nullable ContactId newcomer(Command command) {
        return command instanceof QueueContact queue ? queue.request().contact() : null;
    }

    private List<Event> events(Command command, Step step) {
        var events = new ArrayList<Event>(step.decisions());
        if (command instanceof QueueContact(var at, var request)) {
            picture.foresee(request, step, at).ifPresent(events::add);
        }
        return events;
    }

    /// Contacts that wait follow the rules of the moment, whatever they were queued by.
    private RoutingEngine load(Instant at) {
        var stored = Objects.requireNonNull(transaction.execute(_ -> store.load()));
        turn = stored.turn();
        var inForce = rules.at(at);
        picture.show(inForce, stored.state(), at);
        var fresh = new RoutingEngine(inForce, stored.state());
        step(fresh, new Review(at));
        engine = fresh;
        return fresh;
    }

    private void store(Step step, @Nullable ContactId newcomer, List<Event> events, Instant at) {
        transaction.executeWithoutResult(_ -> {
            RoutingStore.save(turn, step, newcomer).forEach(log::alongside);
            log.append(events);
        });
        turn++;
        picture.change(step, at);
    }

    /// What happens to a contact can be reported before the log's news of its queueing has arrived here.
    private void queueFirst(ContactId contact, Instant at) {
        if (!knows(contact)) {
            log.of(contact).stream()
                    .filter(ContactQueued.class::isInstance)
                    .map(ContactQueued.class::cast)
                    .findFirst()
                    .ifPresent(queued -> step(new QueueContact(at, Requests.of(queued))));
        }
    }

    /// What the picture shows is stored.
    private boolean knows(ContactId contact) {
        return picture.has(contact) || store.knows(contact);
    }

    private static Optional<ContactId> reportedContact(Command command) {
        return switch (command) {
            case Abandon gone -> Optional.of(gone.contact());
            case LeaveQueue leave -> Optional.of(leave.contact());
            case EndConversation end -> Optional.of(end.contact());
            case ConnectElsewhere elsewhere -> Optional.of(elsewhere.contact());
            default -> Optional.empty();
        };
    }
}
