package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who may stand on a roster: whoever may sign in and is no officer.
final class People {

    private final Map<String, AgentId> known = new HashMap<>();

    People(AgentDirectory directory) {
        var twice = new HashSet<String>();
        var accounts = directory.accounts().stream()
                .filter(Account::active)
                .filter(account -> account.role() != Role.OFFICER)
                .toList();
        for (var account : accounts) {
            var before = known.put(lower(account.name()), account.login());
            if (before != null) {
                twice.add(lower(account.name()));
            }
        }
        known.keySet().removeAll(twice);
        accounts.forEach(account -> known.put(account.login().value(), account.login()));
    }

    /// By login, or by a name that only one has.
    Optional<AgentId> find(String typed) {
        return Optional.ofNullable(known.get(lower(typed.strip())));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
