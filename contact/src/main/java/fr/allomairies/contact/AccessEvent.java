package fr.allomairies.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who comes in, by what, and what becomes of accounts. No password, code or address is in any of them.
public sealed interface AccessEvent extends Event, Decision {

    /// The account that it is about.
    AgentId account();

    /// @param way by which he came in
    record SessionBegan(Instant at, AgentId account, Way way) implements AccessEvent {
        @Override
        public AgentId by() {
            return account;
        }
    }

    /// One session, by hand: others end by themselves.
    ///
    /// @param by the account itself, or an administrator
    record SessionEnded(Instant at, AgentId account, AgentId by) implements AccessEvent {}

    /// Somebody gave the login of the account, and was not let in.
    record SignInRefused(Instant at, AgentId account, Reason reason) implements AccessEvent {
        @Override
        public @Nullable AgentId by() {
            return null;
        }
    }

    /// From now on the account signs in by a code as well.
    record SecondFactorSet(Instant at, AgentId account, AgentId by) implements AccessEvent {}

    /// @param by absent at a start
    record SecondFactorRemoved(
            Instant at, AgentId account, @Nullable AgentId by) implements AccessEvent {}

    /// Codes of the account are looked at again, in spite of too many wrong ones.
    record SecondFactorUnlocked(Instant at, AgentId account, AgentId by) implements AccessEvent {}

    /// The account may sign in by one more key.
    record SecurityKeyAdded(Instant at, AgentId account, AgentId by) implements AccessEvent {}

    record SecurityKeyRemoved(Instant at, AgentId account, AgentId by) implements AccessEvent {}

    /// The codes for the day on which the telephone is lost were made anew.
    record RecoveryCodesRenewed(Instant at, AgentId account, AgentId by) implements AccessEvent {}

    /// The account was opened, changed or closed.
    ///
    /// @param role code of what it may do
    /// @param password it has another password from now on
    /// @param by absent at a start
    record AccountSaved(
            Instant at,
            AgentId account,
            String role,
            boolean active,
            boolean password,
            @Nullable AgentId by) implements AccessEvent {}

    enum Way {
        PASSWORD,
        /// After the password, a code of the telephone.
        CODE,
        /// After the password, one of the codes for the day on which the telephone is lost.
        RECOVERY_CODE,
        /// After the password, a security key or a passkey.
        KEY,
        PROVIDER
    }

    enum Reason {
        PASSWORD,
        CODE,
        KEY,
        /// Too many attempts: nothing was looked at.
        LOCKED,
        DISABLED
    }
}
