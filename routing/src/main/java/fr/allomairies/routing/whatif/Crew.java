package fr.allomairies.routing.whatif;

import static java.util.function.Function.identity;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.PastDays.Joins;
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
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The agents of a play: what each wants as time goes by, told to the engine.
final class Crew {

    private final Scenario scenario;
    private final Consumer<Command> engine;
    private final Map<AgentId, RosterChange> roster;
    private final Map<AgentId, Wish> presence = new HashMap<>();

    /// @param engine is told what they want
    Crew(Scenario scenario, Consumer<Command> engine) {
        this.scenario = scenario;
        this.engine = engine;
        this.roster = scenario.change().roster().stream().collect(Collectors.toMap(RosterChange::agent, identity()));
    }

    /// An agent as the day begins.
    void know(AgentStatus agent, Instant at) {
        var wish = switch (agent.presence()) {
            case OFFLINE -> new Leave(at);
            case AVAILABLE -> new Work(at);
            case PAUSED -> new Rest(at, Objects.requireNonNullElse(agent.pauseReason(), "pause"));
        };
        presence.put(agent.id(), wish);
        engine.accept(new SetSkills(at, agent.id(), scenario.changed(agent.id(), agent.skills())));
    }

    void wish(AgentId agent, Wish wish) {
        if (wish instanceof Learn learn) {
            engine.accept(new SetSkills(wish.at(), agent, scenario.changed(agent, learn.skills())));
            return;
        }
        presence.put(agent, wish);
        var change = roster.get(agent);
        if (change == null) {
            follow(agent, wish, wish.at());
        } else if (change.worksAt(wish.at())) {
            turn(change, wish.at());
        }
    }

    /// Before somebody comes who was not there.
    void hire(RosterChange change, Instant at) {
        if (change instanceof Joins joins) {
            engine.accept(new SetSkills(at, joins.agent(), joins.skills()));
        }
    }

    /// Who has other hours than on the day works in them, but for the pauses of the day that fall into them.
    void turn(RosterChange change, Instant at) {
        var wish = presence.get(change.agent());
        if (!change.worksAt(at)) {
            follow(change.agent(), new Leave(at), at);
        } else {
            follow(change.agent(), wish instanceof Rest ? wish : new Work(at), at);
        }
    }

    private void follow(AgentId agent, Wish wish, Instant at) {
        switch (wish) {
            case Work _ -> engine.accept(new MakeAvailable(at, agent));
            case Rest rest -> engine.accept(new PauseAgent(at, agent, rest.reason()));
            case Leave _ -> engine.accept(new SignOut(at, agent));
            case Learn _ -> throw new IllegalArgumentException("not a presence");
        }
    }
}
