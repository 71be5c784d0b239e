package fr.allomairies.workspace;

import fr.allomairies.contact.AgentId;
import java.util.List;
import java.util.Optional;

/// Who is behind a login. Read often: answers come from memory, and a change is seen at once. Safe for many threads.
public interface AgentDirectory {

    Optional<Account> account(AgentId login);

    /// All accounts, inactive ones too, by login.
    List<Account> accounts();

    /// The name to show; the login itself where the account is unknown.
    default String nameOf(AgentId login) {
        return account(login).map(Account::name).orElse(login.value());
    }
}
