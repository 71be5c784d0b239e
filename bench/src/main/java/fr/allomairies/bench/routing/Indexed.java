package fr.allomairies.bench.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The product's engine in a rush hour that never ends: agents answer and finish, the engine decides what comes next,
/// and for each contact offered a new one is queued, so that as many always wait.
final class Indexed {

    private record Ringing(AgentId agent, ContactId contact) {}

    private static final Duration TURN = Duration.ofMillis(1);
    private static final int TURNS_A_TICK = 1_000;

    final RoutingEngine engine = new RoutingEngine(Town.RULES, RoutingState.EMPTY);
    private final Town town = new Town();
    private final BiConsumer<Command, Step> watcher;
    /// By the agent's number.
    private final @Nullable ContactId[] talking = new ContactId[Town.AGENTS];

    private final Deque<Ringing> ringing = new ArrayDeque<>();
    private Instant now = Town.NINE;
    private int turns;
    private int waiting;

    Indexed() {
        this((_, _) -> {});
    }

    /// @param watcher is told each command and what came of it
    Indexed(BiConsumer<Command, Step> watcher) {
        this.watcher = watcher;
        for (var i = 0; i < Town.AGENTS; i++) {
            carryOut(new SetSkills(now, Town.agent(i), town.skillsOfAnAgent()));
            carryOut(new MakeAvailable(now, Town.agent(i)));
        }
        for (var request : town.waiting()) {
            waiting++;
            carryOut(new QueueContact(now, request));
        }
        refill();
    }

    /// One millisecond: one agent accepts what rings and finishes what was in hand before; when nothing new rings
    /// there, what was accepted is finished too. Contacts are queued until as many wait as before. Each second has
    /// its tick.
    ///
    /// @return how many offers were decided
    int turn() {
        now = now.plus(TURN);
        var offers = 0;
        if (++turns % TURNS_A_TICK == 0) {
            offers += carryOut(new Tick(now));
        }
        var next = ringing.removeFirst();
        var agent = Town.number(next.agent());
        var before = talking[agent];
        talking[agent] = next.contact();
        offers += carryOut(new AcceptOffer(now, next.agent(), next.contact()));
        if (before != null) {
            offers += finish(next.agent(), before);
        }
        if (offers == 0) {
            talking[agent] = null;
            offers += finish(next.agent(), next.contact());
        }
        return offers + refill();
    }

    private int finish(AgentId agent, ContactId contact) {
        return carryOut(new FinishContact(now, agent, contact, "answered"));
    }

    private int refill() {
        var offers = 0;
        while (waiting < Town.WAITING) {
            waiting++;
            offers += carryOut(new QueueContact(now, town.request(now)));
        }
        return offers;
    }

    private int carryOut(Command command) {
        var step = engine.on(command);
        watcher.accept(command, step);
        var offers = 0;
        for (var decision : step.decisions()) {
            if (decision instanceof ContactOffered offered) {
                ringing.addLast(new Ringing(offered.agent(), offered.contact()));
                offers++;
            }
        }
        waiting -= offers;
        return offers;
    }
}
