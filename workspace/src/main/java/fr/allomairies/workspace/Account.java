package fr.allomairies.workspace;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in. Skills are no part of it: the routing keeps them.
///
/// @param name as colleagues read it, 1 to 80 characters
/// @param service the municipal service of an officer; absent for everybody else
/// @param active an inactive account cannot sign in, and keeps its name for the history
public record Account(
        AgentId login, String name, Role role, @Nullable ServiceCode service, boolean active) {

    private static final int LONGEST_NAME = 80;

    public Account {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name is 1 to 80 characters");
        }
        if ((role == Role.OFFICER) != (service != null)) {
            throw new IllegalArgumentException("an officer, and nobody else, has a service");
        }
    }
}
