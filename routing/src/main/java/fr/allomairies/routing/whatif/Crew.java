package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.PastDays.Joins;
import fr.allomairies.routing.PastDays.Misses;
import fr.allomairies.routing.PastDays.RosterChange;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.whatif.PastAgent.Learn;
import fr.allomairies.routing.whatif.PastAgent.Leave;
import fr.allomairies.routing.whatif.PastAgent.Rest;
import fr.allomairies.routing.whatif.PastAgent.Wish;
import fr.allomairies.routing.whatif.PastAgent.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The agents of a play: what each wants as time goes by, told to the engine.
final class Crew {

    /// Shown as the reason of the pause of one who has a last conversation to finish.
    private static final String LEAVING = "end-of-day";

    interface Engine {

        /// Returns whether the command was carried out.
        boolean tell(Command command);
    }

    private final Scenario scenario;
    private final Engine engine;
    private final Map<AgentId, Wish> presence = new HashMap<>();
    private final Set<AgentId> leaving = new HashSet<>();

    Crew(Scenario scenario, Engine engine) {
        this.scenario = scenario;
        this.engine = engine;
    }

    /// An agent as the day begins.
    void know(AgentStatus agent, Instant at) {
        var wish = switch (agent.presence()) {
            case OFFLINE -> new Leave(at);
            case AVAILABLE -> new Work(at);
            case PAUSED -> new Rest(at, Objects.requireNonNullElse(agent.pauseReason(), LEAVING));
        };
        presence.put(agent.id(), wish);
        engine.tell(new SetSkills(at, agent.id(), scenario.changed(agent.id(), agent.skills())));
    }

    void wish(AgentId agent, Wish wish) {
        if (wish instanceof Learn learn) {
            engine.tell(new SetSkills(wish.at(), agent, scenario.changed(agent, learn.skills())));
            return;
        }
        presence.put(agent, wish);
        if (scenario.change().roster().stream().noneMatch(change -> misses(change, agent, wish.at()))) {
            follow(agent, wish, wish.at());
        }
    }

    /// An absence begins, or a day's work that was not there.
    void begin(RosterChange change) {
        switch (change) {
            case Joins joins -> {
                engine.tell(new SetSkills(joins.from(), joins.agent(), joins.skills()));
                follow(joins.agent(), new Work(joins.from()), joins.from());
            }
            case Misses misses -> follow(misses.agent(), new Leave(misses.from()), misses.from());
        }
    }

    void end(RosterChange change) {
        switch (change) {
            case Joins joins -> follow(joins.agent(), new Leave(joins.to()), joins.to());
            case Misses misses ->
                follow(misses.agent(), presence.getOrDefault(misses.agent(), new Leave(misses.to())), misses.to());
        }
    }

    /// The last conversation may be the one that kept the agent.
    void finished(AgentId agent, Instant at) {
        if (leaving.contains(agent)) {
            leave(agent, at);
        }
    }

    private void follow(AgentId agent, Wish wish, Instant at) {
        leaving.remove(agent);
        switch (wish) {
            case Work _ -> engine.tell(new MakeAvailable(at, agent));
            case Rest rest -> engine.tell(new PauseAgent(at, agent, rest.reason()));
            case Leave _ -> leave(agent, at);
            case Learn _ -> throw new IllegalArgumentException("not a presence");
        }
    }

    private void leave(AgentId agent, Instant at) {
        if (engine.tell(new SignOut(at, agent))) {
            leaving.remove(agent);
        } else if (leaving.add(agent)) {
            engine.tell(new PauseAgent(at, agent, LEAVING));
        }
    }

    private static boolean misses(RosterChange change, AgentId agent, Instant at) {
        return change instanceof Misses misses
                && misses.agent().equals(agent)
                && !at.isBefore(misses.from())
                && at.isBefore(misses.to());
    }
}
