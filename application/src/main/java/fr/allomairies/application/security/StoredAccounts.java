package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.AccountSaved;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredAccounts implements Accounts {

    private static final int SHORTEST_PASSWORD = 12;

    /// bcrypt reads no further; a longer password would be a shorter one in disguise.
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private final AccountStore store;
    private final PasswordEncoder encoder;
    private final FirstPasswords firstPasswords;
    private final OpenSessions sessions;
    private final OffDuty offDuty;
    private final EventLog log;
    private final Clock clock;

    StoredAccounts(
            AccountStore store,
            PasswordEncoder encoder,
            FirstPasswords firstPasswords,
            OpenSessions sessions,
            OffDuty offDuty,
            EventLog log,
            Clock clock) {
        this.store = store;
        this.encoder = encoder;
        this.firstPasswords = firstPasswords;
        this.sessions = sessions;
        this.offDuty = offDuty;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Refusal> create(Account account, String password) {
        return checked(password).or(() -> insert(account, password));
    }

    private Optional<Refusal> insert(Account account, String password) {
        if (!store.insert(account, encode(password))) {
            return refuse("login-taken", "there is an account of this login already");
        }
        tell(account, true);
        return Optional.empty();
    }

    private void tell(Account account, boolean password) {
        log.append(new AccountSaved(
                clock.instant(), account.login(), account.role().name(), account.active(), password, whoAsks()));
    }

    private static @Nullable AgentId whoAsks() {
        var asks = SecurityContextHolder.getContext().getAuthentication();
        return asks != null && asks.getPrincipal() instanceof SignedIn who ? new AgentId(who.login()) : null;
    }

    @Override
    @Transactional
    public Optional<Refusal> put(Account account, @Nullable String password) {
        var known = store.lock(account.login());
        if (known.isEmpty()) {
            return password == null
                    ? refuse("password-required", "a new account needs a password")
                    : create(account, password);
        }
        return checked(password)
                .or(() -> keepsAnAdministrator(known.get().account(), account))
                .or(() -> replace(known.get(), account, password));
    }

    @Override
    @Transactional
    public Optional<Refusal> deactivate(AgentId login) {
        var known = store.lock(login);
        if (known.isEmpty()) {
            return refuse("account-not-found", "no account of this login");
        }
        var before = known.get().account();
        var after = new Account(login, before.name(), before.role(), before.service(), false);
        return keepsAnAdministrator(before, after).or(() -> replace(known.get(), after, null));
    }

    /// By the owner.
    ///
    /// @param kept the session that does not end by it
    @Transactional
    public Optional<Refusal> change(AgentId login, String password, @Nullable String kept) {
        return checked(password).or(() -> {
            var known = store.lock(login).orElseThrow();
            store.update(known.account(), encode(password), known.stamp() + 1);
            tell(known.account(), true);
            sessions.endOthers(login, kept, login);
            firstPasswords.strike(login);
            return Optional.empty();
        });
    }

    @Override
    public boolean verify(AgentId login, String password) {
        var known = store.all().get(login);
        return known != null && known.account().active() && encoder.matches(password, known.passwordHash());
    }

    @Override
    public Optional<Account> account(AgentId login) {
        return Optional.ofNullable(store.all().get(login)).map(StoredAccount::account);
    }

    @Override
    public List<Account> accounts() {
        return store.all().values().stream().map(StoredAccount::account).toList();
    }

    private Optional<Refusal> replace(StoredAccount known, Account account, @Nullable String password) {
        var hash = password == null ? known.passwordHash() : encode(password);
        var sameRights = account.role() == known.account().role()
                && account.active() == known.account().active()
                && Objects.equals(account.service(), known.account().service());
        store.update(account, hash, sameRights && password == null ? known.stamp() : known.stamp() + 1);
        tell(account, password != null);
        if (password != null || !account.active()) {
            sessions.endAll(account.login());
        }
        if (loses(Role.AGENT, known.account(), account)) {
            offDuty.afterCommit(() -> offDuty.leaves(account.login()));
        } else if (loses(Role.SUPERVISOR, known.account(), account)) {
            offDuty.afterCommit(() -> offDuty.listensNoMore(account.login()));
        }
        if (password != null) {
            firstPasswords.strike(account.login());
        }
        return Optional.empty();
    }

    private static boolean loses(Role included, Account before, Account after) {
        return Right.includedIn(before.role()).contains(included)
                && !Right.includedIn(after.role()).contains(included);
    }

    private Optional<Refusal> keepsAnAdministrator(Account before, Account after) {
        var leaves = before.active()
                && before.role() == Role.ADMINISTRATOR
                && !(after.active() && after.role() == Role.ADMINISTRATOR);
        return leaves && store.otherAdministrators(before.login()) == 0
                ? refuse("last-administrator", "nobody could administer any more")
                : Optional.empty();
    }

    private String encode(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    private static Optional<Refusal> checked(@Nullable String password) {
        if (password == null) {
            return Optional.empty();
        }
        if (password.length() < SHORTEST_PASSWORD) {
            return refuse("password-too-short", "a password is at least " + SHORTEST_PASSWORD + " characters");
        }
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES
                ? refuse("password-too-long", "a password is at most " + LONGEST_PASSWORD_BYTES + " bytes")
                : Optional.empty();
    }

    private static Optional<Refusal> refuse(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
