package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.RecoveryCodesRenewed;
import fr.allomairies.contact.AccessEvent.SecondFactorRemoved;
import fr.allomairies.contact.AccessEvent.SecondFactorSet;
import fr.allomairies.contact.AccessEvent.SecondFactorUnlocked;
import fr.allomairies.contact.AccessEvent.SecurityKeyAdded;
import fr.allomairies.contact.AccessEvent.SecurityKeyRemoved;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SteeringEvent.SecondFactorRuled;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.vault.Vault;
import fr.allomairies.workspace.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The codes of a telephone, or keys, beside the password, for whoever has set it and for the roles that may not do
/// without.
/// Attempts of one account are one after the other, on whichever node. Safe for many threads.
@Component
class SecondFactors {

    static final int ALLOWED = 5;

    private static final Duration SHUT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final JdbcClient db;
    private final Vault vault;
    private final StoredKeys keys;
    private final EventLog log;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Mirror<Known> known = new Mirror<>(this::load);

    enum Answer {
        CODE,
        RECOVERY_CODE,
        WRONG,
        /// Wrong, and none is looked at for a while.
        WRONG_AND_LOCKED,
        /// Not looked at: there were too many.
        LOCKED
    }

    /// @param set logins of the accounts that have it
    /// @param required roles
    private record Known(Set<String> set, Set<String> required) {}

    /// @param secret absent for who has keys alone
    private record Factor(@Nullable UUID secret, long lastStep, int failures, boolean shut) {}

    SecondFactors(JdbcClient db, Vault vault, StoredKeys keys, EventLog log, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.vault = vault;
        this.log = log;
        this.clock = clock;
    }

    private Known load() {
        return new Known(
                Set.copyOf(db.sql("select login from second_factor")
                        .query(String.class)
                        .list()),
                Set.copyOf(db.sql("select role from second_factor_role")
                        .query(String.class)
                        .list()));
    }

    boolean isSet(AgentId login) {
        return known.get().set.contains(login.value());
    }

    boolean isRequired(Role role) {
        return known.get().required.contains(role.name());
    }

    @Transactional
    public void require(Role role, boolean required, AgentId by) {
        known.refreshAfterCommit();
        var changed = required
                ? db.sql(
                                "insert into second_factor_role (role, saved_by, saved_at) values (?, ?, ?) on conflict do nothing")
                        .params(role.name(), by.value(), Timestamp.from(clock.instant()))
                        .update()
                : db.sql("delete from second_factor_role where role = ?")
                        .param(role.name())
                        .update();
        if (changed == 1) {
            log.append(new SecondFactorRuled(clock.instant(), role.name(), required, by));
        }
    }

    /// The first code of a telephone has its secret kept. Nothing happens to who has a telephone already.
    ///
    /// @param halfway whether the password alone was given: then nothing happens beside keys either
    /// @return the recovery codes, when it is the telephone's code
    @Transactional
    public Optional<List<String>> prove(AgentId login, byte[] secret, String code, boolean halfway) {
        var now = clock.instant();
        var step = Totp.stepOf(digits(code), secret, now, 0);
        var id = UUID.randomUUID();
        if (step.isEmpty() || !insert(login, id, step.getAsLong(), now, halfway)) {
            return Optional.empty();
        }
        known.refreshAfterCommit();
        try {
            vault.keep(id, new ByteArrayInputStream(secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.append(new SecondFactorSet(now, login, login));
        db.sql("delete from recovery_code where login = ?").param(login.value()).update();
        return Optional.of(recoveryCodes(login));
    }

    boolean hasTelephone(AgentId login) {
        return db.sql("select exists (select from second_factor where login = ? and secret is not null)")
                .param(login.value())
                .query(Boolean.class)
                .single();
    }

    List<CredentialRecord> keys(AgentId login) {
        return keys.of(login.value());
    }

    /// @param halfway whether the password alone was given: then nothing happens beside another second factor
    /// @param register keeps the key, or throws
    /// @return the recovery codes, where it is the account's first second factor
    @Transactional
    public Optional<List<String>> addKey(AgentId login, boolean halfway, Runnable register) {
        var now = clock.instant();
        var first = db.sql("insert into second_factor (login, since) values (?, ?) on conflict do nothing")
                        .params(login.value(), Timestamp.from(now))
                        .update()
                == 1;
        if (halfway && !first) {
            return Optional.empty();
        }
        register.run();
        log.append(new SecurityKeyAdded(now, login, login));
        if (!first) {
            return Optional.empty();
        }
        known.refreshAfterCommit();
        log.append(new SecondFactorSet(now, login, login));
        return Optional.of(recoveryCodes(login));
    }

    /// @return false when it is the last of what the account has to sign in by, which [#remove] takes away
    @Transactional
    public boolean removeKey(AgentId login, String id) {
        var factor = lock(login);
        if (factor.isEmpty()
                || factor.get().secret == null && keys.of(login.value()).size() < 2) {
            return false;
        }
        if (keys.remove(login.value(), id) == 1) {
            log.append(new SecurityKeyRemoved(clock.instant(), login, login));
        }
        return true;
    }

    private boolean insert(AgentId login, UUID secret, long step, Instant now, boolean halfway) {
        return db.sql("""
                        insert into second_factor as known (login, secret, since, last_step) values (?, ?, ?, ?)
                        on conflict (login) do update set secret = excluded.secret, last_step = excluded.last_step
                        where known.secret is null and not ?
                        """)
                        .params(login.value(), secret, Timestamp.from(now), step, halfway)
                        .update()
                == 1;
    }

    @Transactional
    public Answer check(AgentId login, String typed) {
        var factor = lock(login);
        if (factor.isEmpty()) {
            return Answer.WRONG;
        }
        if (factor.get().shut) {
            return Answer.LOCKED;
        }
        var step = step(factor.get(), typed);
        if (step.isPresent()) {
            succeeded(login, step.getAsLong());
            return Answer.CODE;
        }
        if (db.sql("delete from recovery_code where login = ? and hash = ?")
                        .params(login.value(), hash(login, typed))
                        .update()
                == 1) {
            succeeded(login, factor.get().lastStep);
            return Answer.RECOVERY_CODE;
        }
        return failed(login, factor.get().failures + 1) ? Answer.WRONG_AND_LOCKED : Answer.WRONG;
    }

    private OptionalLong step(Factor factor, String typed) {
        return factor.secret == null
                ? OptionalLong.empty()
                : Totp.stepOf(digits(typed), secret(factor.secret), clock.instant(), factor.lastStep);
    }

    /// Until when no code of the account is looked at.
    Optional<Instant> lockedUntil(AgentId login) {
        return db.sql("select open_at from second_factor where login = ? and open_at > ?")
                .params(login.value(), Timestamp.from(clock.instant()))
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    private void succeeded(AgentId login, long step) {
        db.sql("update second_factor set last_step = ?, failures = 0 where login = ?")
                .params(step, login.value())
                .update();
    }

    /// From the fifth failure on each shuts for twice as long as the one before: a minute, up to 17 hours.
    ///
    /// @return whether it shuts
    private boolean failed(AgentId login, int failures) {
        var shut = failures < ALLOWED
                ? Duration.ZERO
                : SHUT.multipliedBy(1L << Math.min(failures - ALLOWED, MOST_DOUBLINGS));
        db.sql("update second_factor set failures = ?, open_at = ? where login = ?")
                .params(failures, Timestamp.from(clock.instant().plus(shut)), login.value())
                .update();
        return shut.isPositive();
    }

    /// Who is shut out of the second factor just now.
    Set<String> locked() {
        return Set.copyOf(db.sql("select login from second_factor where open_at > ?")
                .param(Timestamp.from(clock.instant()))
                .query(String.class)
                .list());
    }

    @Transactional
    public void unlock(AgentId login, AgentId by) {
        if (db.sql("update second_factor set failures = 0, open_at = '-infinity' where login = ? and open_at > ?")
                        .params(login.value(), Timestamp.from(clock.instant()))
                        .update()
                == 1) {
            log.append(new SecondFactorUnlocked(clock.instant(), login, by));
        }
    }

    /// Those of before are worth nothing any more.
    @Transactional
    public List<String> renew(AgentId login) {
        db.sql("delete from recovery_code where login = ?").param(login.value()).update();
        log.append(new RecoveryCodesRenewed(clock.instant(), login, login));
        return recoveryCodes(login);
    }

    int recoveryCodesLeft(AgentId login) {
        return db.sql("select count(*) from recovery_code where login = ?")
                .param(login.value())
                .query(Integer.class)
                .single();
    }

    /// @param by absent at a start: whoever may write into the data folder
    @Transactional
    public void remove(AgentId login, @Nullable AgentId by) {
        var was = lock(login);
        if (was.isEmpty()) {
            return;
        }
        known.refreshAfterCommit();
        if (was.get().secret != null) {
            vault.destroy(was.get().secret);
        }
        db.sql("delete from second_factor where login = ?").param(login.value()).update();
        log.append(new SecondFactorRemoved(clock.instant(), login, by));
    }

    private List<String> recoveryCodes(AgentId login) {
        var codes = new ArrayList<String>();
        for (var nth = 0; nth < RECOVERY_CODES; nth++) {
            var bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            var code = Totp.base32(bytes).toLowerCase(Locale.ROOT);
            codes.add(code.replaceAll("(.{4})(?=.)", "$1-"));
            db.sql("insert into recovery_code (login, hash) values (?, ?)")
                    .params(login.value(), hash(login, code))
                    .update();
        }
        return codes;
    }

    /// Eighty bits by lot: nobody finds them by trying, so that a plain hash serves.
    private static String hash(AgentId login, String typed) {
        return OpenSessions.id(login + " " + typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }

    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }

    private byte[] secret(UUID kept) {
        try (var content = vault.open(kept)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Factor> lock(AgentId login) {
        return db.sql("select *, open_at > ? as shut from second_factor where login = ? for update")
                .params(Timestamp.from(clock.instant()), login.value())
                .query((row, _) -> factor(row))
                .optional();
    }

    private static Factor factor(ResultSet row) throws SQLException {
        return new Factor(
                row.getObject("secret", UUID.class),
                row.getLong("last_step"),
                row.getInt("failures"),
                row.getBoolean("shut"));
    }
}
