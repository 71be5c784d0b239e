package fr.allomairies.workspace;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts of those who work here. Each command runs in the caller's transaction or opens one; an empty result
/// means done. Safe for many threads.
public interface Accounts extends AgentDirectory {

    /// Refused with `login-taken`, `password-too-short`.
    Optional<Refusal> create(Account account, String password);

    /// Creates the account, or replaces the one of that login; sessions begun with other rights or another password
    /// end.
    ///
    /// @param password absent to keep the one that there is; refused with `password-required` when there is none,
    ///     `password-too-short`, and `last-administrator` when nobody could administer any more
    Optional<Refusal> put(Account account, @Nullable String password);

    /// The account can no longer sign in and its sessions end. Idempotent.
    /// Refused with `account-not-found`, `last-administrator`.
    Optional<Refusal> deactivate(AgentId login);

    /// Whether the account is active and this is its password.
    boolean verify(AgentId login, String password);
}
