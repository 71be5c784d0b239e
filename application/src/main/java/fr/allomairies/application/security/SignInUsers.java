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
    private final SecondFactors factors;

    SignInUsers(AccountStore store, SecondFactors factors) {
        this.store = store;
        this.factors = factors;
    }

    /// By a password, with which it is not done for everybody.
    @Override
    public SignedIn loadUserByUsername(String typed) {
        var stored = stored(typed);
        var whole = SignedIn.of(stored);
        if (factors.isSet(stored.account().login())) {
            return whole.halfway(SignedIn.OWES_CODE);
        }
        return factors.isRequired(stored.account().role()) ? whole.halfway(SignedIn.OWES_ENROLMENT) : whole;
    }

    /// Of whom nothing more is asked.
    SignedIn whole(String typed) {
        return SignedIn.of(stored(typed));
    }

    private StoredAccount stored(String typed) {
        return known(typed).orElseThrow(() -> new UsernameNotFoundException("no such login"));
    }

    /// Whether the account is still what it was when the session began.
    boolean stillHolds(SignedIn session) {
        return known(session.login())
                .filter(stored -> stored.account().active() && stored.stamp() == session.stamp())
                .isPresent();
    }

    Optional<StoredAccount> known(String typed) {
        try {
            return Optional.ofNullable(store.all().get(new AgentId(typed.strip().toLowerCase(Locale.ROOT))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
