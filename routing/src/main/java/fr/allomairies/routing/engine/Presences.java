package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Steered;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.MoveSkill;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.SteerAgent;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who is there. An agent's wish to pause or to leave holds for new offers; what is in hand stays in hand.
record Presences(Floor floor, Offers offers, Conversations conversations) {

    /// Who is available already stays in place: saying it again wins nothing and loses nothing.
    void makeAvailable(MakeAvailable command) {
        var agent = floor.agent(command.agent(), command.at());
        if (agent.presence != Presence.AVAILABLE) {
            floor.touch(agent).idle(command.at());
            floor.averageBusy().ifPresent(agent::countBusy);
            floor.changeCrew(agent, () -> agent.become(Presence.AVAILABLE, null));
        }
    }

    void pause(PauseAgent command) {
        var agent = floor.touch(floor.agent(command.agent(), command.at()));
        offers.takeBack(agent, command.at());
        floor.changeCrew(agent, () -> agent.become(Presence.PAUSED, command.reason()));
    }

    /// Nothing new from now on. Wrap-ups end at once; a conversation stays hers until it is over, and only then is she
    /// seen to be offline.
    void signOut(SignOut command) {
        var agent = floor.touch(floor.agent(command.agent(), command.at()));
        offers.takeBack(agent, command.at());
        agent.held().stream()
                .filter(contact -> contact.place instanceof WrapUp)
                .forEach(contact -> conversations.handled(contact, agent, null, command.at()));
        floor.changeCrew(agent, () -> agent.become(Presence.OFFLINE, null));
    }

    /// The decision stands in the log before what comes of it.
    Optional<Refusal> steer(SteerAgent command) {
        var agent = floor.knownAgent(command.agent());
        if (agent == null || !agent.isSignedIn()) {
            return Optional.of(new Refusal("agent-offline", "agent " + command.agent() + " is not signed in"));
        }
        var order = new Steered(command.at(), command.to(), command.reason(), command.by());
        if (!isAsOrdered(agent, order)) {
            floor.decide(new AgentSteered(command.at(), agent.id, order.to(), order.reason(), order.by()));
            carryOut(agent.id, order);
            agent.steer(order);
        }
        return Optional.empty();
    }

    private static boolean isAsOrdered(Agent agent, Steered order) {
        return switch (order.to()) {
            case AVAILABLE -> agent.presence == Presence.AVAILABLE;
            case PAUSED -> agent.presence == Presence.PAUSED && order.reason().equals(agent.pauseReason());
            default -> false;
        };
    }

    private void carryOut(AgentId agent, Steered order) {
        switch (order.to()) {
            case AVAILABLE -> makeAvailable(new MakeAvailable(order.at(), agent));
            case PAUSED -> pause(new PauseAgent(order.at(), agent, order.reason()));
            default -> signOut(new SignOut(order.at(), agent));
        }
    }

    void setSkills(SetSkills command) {
        var agent = floor.touch(floor.agent(command.agent(), command.at()));
        if (!agent.status().skills().equals(sorted(command.skills()))) {
            floor.changeCrew(agent, () -> agent.learn(command.skills()));
            floor.decide(new AgentSkillsChanged(
                    command.at(), agent.id, agent.status().skills()));
        }
    }

    /// The decision stands in the log also where only its time is new.
    void moveSkill(MoveSkill command) {
        var agent = floor.touch(floor.agent(command.agent(), command.at()));
        var before = agent.status().skills().stream()
                .filter(own -> own.skill().equals(command.skill()))
                .map(SkillNeed::level)
                .findFirst()
                .orElse(null);
        var others = agent.status().skills().stream().filter(own -> !own.skill().equals(command.skill()));
        var moved = Stream.ofNullable(command.level()).map(level -> new SkillNeed(command.skill(), level));
        setSkills(new SetSkills(
                command.at(), agent.id, Stream.concat(others, moved).toList()));
        floor.decide(new AgentSkillMoved(
                command.at(), agent.id, command.skill(), command.level(), before, command.until(), command.by()));
    }

    private static List<SkillNeed> sorted(List<SkillNeed> skills) {
        return skills.stream().sorted(Comparator.comparing(SkillNeed::skill)).toList();
    }
}
