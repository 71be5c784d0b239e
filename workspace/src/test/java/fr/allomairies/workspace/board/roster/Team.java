package fr.allomairies.workspace.board.roster;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import java.time.Instant;
import java.util.List;

/// Two who work here, two of one name, one who has left and an officer.
final class Team {

    static final AgentId AMINA = new AgentId("amina.saidi");
    static final AgentId BRUNO = new AgentId("bruno");

    private Team() {}

    static People people() {
        return new People(directory());
    }

    static AgentDirectory directory() {
        var directory = mock(AgentDirectory.class);
        when(directory.accounts())
                .thenReturn(List.of(
                        new Account(AMINA, "Amina Saïdi", Role.AGENT, null, true),
                        new Account(BRUNO, "Bruno Petit", Role.SUPERVISOR, null, true),
                        new Account(new AgentId("paul1"), "Paul Roux", Role.AGENT, null, true),
                        new Account(new AgentId("paul2"), "Paul Roux", Role.AGENT, null, true),
                        new Account(new AgentId("gone"), "Gone Away", Role.AGENT, null, false),
                        new Account(new AgentId("officer"), "Olive", Role.OFFICER, new ServiceCode("voirie"), true)));
        return directory;
    }

    static Planned planned(AgentId agent, Activity activity, String from, String to) {
        return new Planned(agent, activity, Instant.parse(from), Instant.parse(to));
    }
}
