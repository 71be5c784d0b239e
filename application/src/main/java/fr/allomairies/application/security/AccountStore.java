package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The table of accounts, read from memory: a change made here is seen at once, one of another node within a second.
/// While the database is away, what was last known holds: nobody can change an account then, and nobody is signed
/// out.
@Component
class AccountStore {

    private static final Logger LOG = LoggerFactory.getLogger(AccountStore.class);
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private record Loaded(Map<AgentId, StoredAccount> accounts, long at) {}

    private final JdbcClient db;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Loaded loaded;

    AccountStore(JdbcClient db) {
        this.db = db;
    }

    Map<AgentId, StoredAccount> all() {
        var known = loaded;
        if (known == null) {
            return refreshed();
        }
        // one reader refreshes for all
        if (System.nanoTime() - known.at <= FRESH || !refreshing.compareAndSet(false, true)) {
            return known.accounts;
        }
        try {
            return refreshed();
        } catch (DataAccessException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("accounts-not-refreshed");
            return known.accounts;
        } finally {
            refreshing.set(false);
        }
    }

    private Map<AgentId, StoredAccount> refreshed() {
        var fresh = load();
        loaded = fresh;
        return fresh.accounts;
    }

    private Loaded load() {
        var at = System.nanoTime();
        var accounts = new TreeMap<AgentId, StoredAccount>();
        db.sql("select * from account")
                .query((row, _) -> StoredAccount.of(row))
                .list()
                .forEach(stored -> accounts.put(stored.account().login(), stored));
        return new Loaded(accounts, at);
    }

    /// Locked until the caller's transaction ends, so that two changes of one account wait for each other.
    Optional<StoredAccount> lock(AgentId login) {
        return db.sql("select * from account where login = ? for update")
                .param(login.value())
                .query((row, _) -> StoredAccount.of(row))
                .optional();
    }

    boolean insert(Account account, String passwordHash) {
        forgetAfterCommit();
        return db.sql("""
                        insert into account (login, name, role, service, active, password_hash)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .param(account.login().value())
                        .param(account.name())
                        .param(account.role().name())
                        .param(service(account))
                        .param(account.active())
                        .param(passwordHash)
                        .update()
                == 1;
    }

    void update(Account account, String passwordHash, int stamp) {
        forgetAfterCommit();
        db.sql("""
                        update account set name = ?, role = ?, service = ?, active = ?, password_hash = ?, stamp = ?
                        where login = ?
                        """)
                .param(account.name())
                .param(account.role().name())
                .param(service(account))
                .param(account.active())
                .param(passwordHash)
                .param(stamp)
                .param(account.login().value())
                .update();
    }

    /// Active administrators other than this one. Locks them all, so that two cannot leave at the same time.
    int otherAdministrators(AgentId login) {
        return db.sql("""
                        select login from account where role = 'ADMINISTRATOR' and active
                        order by login for update
                        """).query(String.class).list().stream()
                .filter(other -> !other.equals(login.value()))
                .mapToInt(_ -> 1)
                .sum();
    }

    private static @Nullable String service(Account account) {
        return account.service() == null ? null : account.service().value();
    }

    private void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                loaded = null;
            }
        });
    }
}
