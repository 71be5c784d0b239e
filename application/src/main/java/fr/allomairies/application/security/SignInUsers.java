package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/// Finds who signs in. Case and blanks around the login do not count.
@Component
class SignInUsers implements UserDetailsService {

    private final AccountStore store;

    SignInUsers(AccountStore store) {
        this.store = store;
    }

    @Override
    public SignedIn loadUserByUsername(String typed) {
        return known(typed.strip().toLowerCase(Locale.ROOT))
                .map(SignedIn::of)
                .orElseThrow(() -> new UsernameNotFoundException("no such login"));
    }

    /// Whether the account is still what it was when the session began.
    boolean stillHolds(SignedIn session) {
        return known(session.login())
                .filter(stored -> stored.account().active() && stored.stamp() == session.stamp())
                .isPresent();
    }

    private Optional<StoredAccount> known(String login) {
        try {
            return Optional.ofNullable(store.all().get(new AgentId(login)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
