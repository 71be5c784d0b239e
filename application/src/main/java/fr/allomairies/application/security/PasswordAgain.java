package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Reason;
import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whoever is signed in gives his password again before the account changes hands. Guesses at it count as those at the
/// sign-in.
@Component
class PasswordAgain {

    private final Accounts accounts;
    private final SignInAttempts attempts;
    private final SignInLog log;

    PasswordAgain(Accounts accounts, SignInAttempts attempts, SignInLog log) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.log = log;
    }

    /// @return code of what is wrong with it
    Optional<String> problem(AgentId login, String typed, HttpServletRequest request) {
        if (attempts.refused(login.value(), request.getRemoteAddr())) {
            return Optional.of("password-locked");
        }
        if (accounts.verify(login, typed)) {
            return Optional.empty();
        }
        var locked = attempts.failed(login.value(), request.getRemoteAddr());
        log.refused(login.value(), Reason.PASSWORD);
        if (locked) {
            log.refused(login.value(), Reason.LOCKED);
        }
        return Optional.of("password-wrong");
    }
}
