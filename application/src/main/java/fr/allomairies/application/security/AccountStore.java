package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of accounts, read from a [Mirror]: while the database is away, nobody is signed out.
@Component
class AccountStore {

    private final JdbcClient db;
    private final Mirror<Map<AgentId, StoredAccount>> accounts = new Mirror<>(this::load);

    AccountStore(JdbcClient db) {
        this.db = db;
    }

    Map<AgentId, StoredAccount> all() {
        return accounts.get();
    }

    private Map<AgentId, StoredAccount> load() {
        var all = new TreeMap<AgentId, StoredAccount>();
        db.sql("select * from account")
                .query((row, _) -> StoredAccount.of(row))
                .list()
                .forEach(stored -> all.put(stored.account().login(), stored));
        return all;
    }

    /// Locked until the caller's transaction ends, so that two changes of one account wait for each other.
    Optional<StoredAccount> lock(AgentId login) {
        return db.sql("select * from account where login = ? for update")
                .param(login.value())
                .query((row, _) -> StoredAccount.of(row))
                .optional();
    }

    boolean insert(Account account, String passwordHash) {
        accounts.refreshAfterCommit();
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
        accounts.refreshAfterCommit();
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
}
