package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.util.Comparator;
import java.util.List;

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

    void setSkills(SetSkills command) {
        var agent = floor.touch(floor.agent(command.agent(), command.at()));
        if (!agent.status().skills().equals(sorted(command.skills()))) {
            floor.changeCrew(agent, () -> agent.learn(command.skills()));
            floor.decide(new AgentSkillsChanged(
                    command.at(), agent.id, agent.status().skills()));
        }
    }

    private static List<SkillNeed> sorted(List<SkillNeed> skills) {
        return skills.stream().sorted(Comparator.comparing(SkillNeed::skill)).toList();
    }
}
