package fr.allomairies.channels.email;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The mailboxes that are read, as of a moment ago. Safe for many threads.
interface Accounts {

    /// The main one first.
    List<Account> active();

    /// That the newest of the mails came to.
    ///
    /// @param messageIds of mails of citizens
    Optional<String> reached(Collection<String> messageIds);

    default Optional<Account> of(String address) {
        return active().stream()
                .filter(account -> account.address().equals(address))
                .findFirst();
    }

    /// Whose name stands under what nobody wrote to.
    default Account main() {
        return active().getFirst();
    }
}
