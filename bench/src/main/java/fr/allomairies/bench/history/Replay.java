package fr.allomairies.bench.history;

import fr.allomairies.bench.history.BankCall.Outcome;
import fr.allomairies.bench.history.Shifts.Shift;
import fr.allomairies.bench.simulation.Call;
import fr.allomairies.bench.simulation.Observer;
import fr.allomairies.bench.simulation.Simulation;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.SkillNeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The same calls, and the same people at work, with our engine in between.
///
/// A call takes as long as it took. Who left in the history leaves after as long, unless answered before, and then
/// takes as long as calls do on average; how much longer the others would have waited nobody knows, so that they
/// wait. Nobody goes home while a call waits that nobody else there can take.
final class Replay implements Observer {

    /// The bank let them begin with a wait of a minute and a half (Brown and others, "Statistical analysis of a
    /// telephone call center", 2005, § 2); with us it is two.
    private static final int BEST_CUSTOMERS = 2;
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final Simulation simulation = new Simulation(this);
    private final List<Event> events = new ArrayList<>();
    private final Map<ContactId, Call> waiting = new HashMap<>();
    private final Set<AgentId> present = new HashSet<>();
    private final Shifts shifts;

    private final Duration usualService;

    private Replay(List<Told> answered) {
        this.shifts = Shifts.of(answered);
        this.usualService = answered.stream()
                .map(Told::service)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(Math.max(1, answered.size()));
    }

    /// What the engine decided, in order.
    static List<Event> of(List<Told> queued) {
        var replay = new Replay(queued.stream()
                .filter(told -> told.call().outcome() == Outcome.AGENT)
                .toList());
        replay.shifts.shifts().forEach(replay::plan);
        queued.forEach(replay::call);
        replay.simulation.run();
        return replay.events;
    }

    private void plan(Shift shift) {
        simulation.plan(shift.from(), _ -> present.add(shift.agent()));
        simulation.signIn(shift.from(), shift.agent(), skillsOf(shift.agent()));
        simulation.plan(shift.to(), now -> leave(now, shift.agent()));
    }

    private void leave(Instant now, AgentId agent) {
        if (isNeeded(agent)) {
            simulation.plan(now.plus(A_MOMENT), later -> leave(later, agent));
        } else {
            present.remove(agent);
            simulation.signOut(now, agent);
        }
    }

    private boolean isNeeded(AgentId agent) {
        return waiting.values().stream()
                .anyMatch(call -> canTake(agent, call)
                        && present.stream().noneMatch(other -> !other.equals(agent) && canTake(other, call)));
    }

    private boolean canTake(AgentId agent, Call call) {
        return skillsOf(agent).containsAll(call.needs());
    }

    private List<SkillNeed> skillsOf(AgentId agent) {
        return Objects.requireNonNull(shifts.skills().get(agent));
    }

    private void call(Told told) {
        var record = told.call();
        var answered = record.outcome() == Outcome.AGENT;
        var waited = record.queue() == null ? Duration.ZERO : record.queue().time();
        var call = new Call(
                told.contact(),
                told.queuedAt(),
                List.of(new SkillNeed(Shifts.skill(record.type()), SkillNeed.LOWEST)),
                record.priority() >= BEST_CUSTOMERS,
                answered ? told.service() : usualService,
                answered ? null : waited);
        simulation.plan(call.at(), _ -> waiting.put(call.contact(), call));
        simulation.call(call);
    }

    @Override
    public void answered(Call call, Instant at) {
        waiting.remove(call.contact());
    }

    @Override
    public void left(Call call, Instant at) {
        waiting.remove(call.contact());
    }

    @Override
    public void decided(Event event) {
        events.add(event);
    }
}
