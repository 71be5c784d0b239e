package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.CityMailbox.OAuth;
import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.channels.CityMailbox.Server;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.channels.email.MailboxStore.Row;
import fr.allomairies.channels.email.Tokens.Refreshed;
import fr.allomairies.channels.email.Tokens.Token;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.MailboxSet;
import fr.allomairies.eventlog.EventLog;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the mailboxes, each change with its event, and remembers for a second what holds: what another node has
/// changed is seen then. While the database is away, what was seen last holds on.
@Component
class KeptMailboxes implements Mailboxes, Accounts, Refreshed {

    private static final Logger LOG = LoggerFactory.getLogger(KeptMailboxes.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int LONGEST_NAME = 60;
    private static final int MOST_PORT = 65_535;

    private final MailboxStore store;
    private final MailSettings settings;
    private final Account ofSettings;
    private final ObjectProvider<SignIn> signIn;
    private final MailboxWatch watch;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<UUID, Secrets> opened = new ConcurrentHashMap<>();
    private volatile @Nullable Seen seen;

    KeptMailboxes(
            MailboxStore store,
            MailSettings settings,
            ObjectProvider<SignIn> signIn,
            MailboxWatch watch,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.ofSettings = settings.account();
        this.signIn = signIn;
        this.watch = watch;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Account> active() {
        var last = seen;
        if (last != null && Duration.between(last.at(), clock.instant()).abs().compareTo(FRESH) < 0) {
            return last.active();
        }
        try {
            var now = clock.instant();
            var active = accounts().stream()
                    .filter(account -> account.mailbox().active())
                    .sorted(Comparator.comparing((Account account) -> !isOfSettings(account.mailbox()))
                            .thenComparing(Account::address))
                    .toList();
            seen = new Seen(now, active);
            return active;
        } catch (RuntimeException e) {
            if (last == null) {
                throw e;
            }
            LOG.atDebug().setCause(e).log("mailboxes-not-read");
            return last.active();
        }
    }

    private List<Account> accounts() {
        var rows = store.current();
        var accounts = new ArrayList<>(rows.stream().map(this::account).toList());
        if (rows.stream().noneMatch(row -> isOfSettings(row.mailbox()))) {
            accounts.add(ofSettings);
        }
        opened.keySet()
                .retainAll(rows.stream()
                        .flatMap(row -> Optional.ofNullable(row.secret()).stream())
                        .toList());
        return accounts;
    }

    private Account account(Row row) {
        var secret = row.secret();
        return new Account(
                row.version(),
                row.mailbox(),
                secret == null ? Secrets.NONE : opened.computeIfAbsent(secret, store::secrets));
    }

    private boolean isOfSettings(CityMailbox mailbox) {
        return mailbox.address().equals(ofSettings.mailbox().address());
    }

    @Override
    public Optional<String> reached(Collection<String> messageIds) {
        return store.reached(messageIds);
    }

    @Override
    public List<CityMailbox> all() {
        return accounts().stream()
                .sorted(Comparator.comparing(Account::address))
                .map(Account::mailbox)
                .toList();
    }

    @Override
    public Optional<CityMailbox> find(String address) {
        return all().stream()
                .filter(mailbox -> mailbox.address().value().equals(address))
                .findFirst();
    }

    @Override
    public Optional<Long> version(String address) {
        return accounts().stream()
                .filter(account -> account.address().equals(address))
                .map(Account::version)
                .findFirst();
    }

    @Override
    public List<Change> history(int limit) {
        return store.newest(limit);
    }

    @Override
    public Optional<Refusal> put(CityMailbox mailbox, Secrets secrets, @Nullable Long seen, AgentId by) {
        var refusal = refusal(mailbox);
        return refusal.isPresent() ? refusal : transaction.execute(_ -> keep(mailbox, secrets, seen, by));
    }

    private Optional<Refusal> keep(CityMailbox mailbox, Secrets secrets, @Nullable Long seen, AgentId by) {
        store.lock();
        var version = version(mailbox.address().value());
        if (!version.equals(Optional.ofNullable(seen))) {
            return Optional.of(
                    seen == null
                            ? new Refusal("address-taken", "there is a mailbox of this address")
                            : new Refusal("changed", "it is another by now"));
        }
        var others = accounts().stream()
                .filter(account -> !account.address().equals(mailbox.address().value()));
        if (!mailbox.active() && others.noneMatch(account -> account.mailbox().active())) {
            return Optional.of(new Refusal("last-active", "no mailbox would be left"));
        }
        var all = secrets.or(kept(mailbox));
        if (isMissing(mailbox, all)) {
            return Optional.of(
                    new Refusal("secret-missing", "kept ones go to the servers alone that they were typed for"));
        }
        var now = clock.instant();
        store.add(mailbox, all, now, by);
        log.append(new MailboxSet(now, mailbox.address().value(), mailbox.active(), by));
        seen = null;
        return Optional.empty();
    }

    private Optional<Account> account(EmailAddress address) {
        return accounts().stream()
                .filter(account -> account.mailbox().address().equals(address))
                .findFirst();
    }

    /// Those that go where they went before: a token is shown to both servers, a password to its own.
    private Secrets kept(CityMailbox mailbox) {
        var known = account(mailbox.address());
        if (known.isEmpty()) {
            return Secrets.NONE;
        }
        var was = known.get().mailbox();
        var all = known.get().secrets();
        var imap = isSame(mailbox.imap(), was.imap());
        var smtp = isSame(mailbox.smtp(), was.smtp());
        var tokens = imap && smtp && isSame(mailbox.oauth(), was.oauth());
        return new Secrets(
                imap ? all.imap() : "",
                smtp ? all.smtp() : "",
                tokens ? all.client() : "",
                tokens ? all.refresh() : "");
    }

    private static boolean isSame(Server one, Server other) {
        return one.host().equals(other.host()) && one.port() == other.port() && one.security() == other.security();
    }

    private static boolean isSame(@Nullable OAuth one, @Nullable OAuth other) {
        return one != null
                && other != null
                && one.tokens().equals(other.tokens())
                && one.client().equals(other.client());
    }

    /// Of what it cannot sign in without: tokens always need one, a password is missed where there was one.
    private boolean isMissing(CityMailbox mailbox, Secrets all) {
        if (mailbox.oauth() != null) {
            return all.client().isEmpty() && all.refresh().isEmpty();
        }
        var before = account(mailbox.address()).map(Account::secrets).orElse(Secrets.NONE);
        return all.imap().isEmpty() && !before.imap().isEmpty()
                || all.smtp().isEmpty()
                        && !before.smtp().isEmpty()
                        && !mailbox.smtp().user().isEmpty();
    }

    private Optional<Refusal> refusal(CityMailbox mailbox) {
        if (mailbox.name().isBlank() || mailbox.name().length() > LONGEST_NAME) {
            return Optional.of(new Refusal("name-form", "a name is 1 to " + LONGEST_NAME + " characters"));
        }
        if (!isServer(mailbox.imap()) || !isServer(mailbox.smtp())) {
            return Optional.of(new Refusal("server-form", "a server has a host and a port of 1 to " + MOST_PORT));
        }
        return mailbox.oauth() == null || isOAuth(mailbox.oauth())
                ? Optional.empty()
                : Optional.of(new Refusal("oauth-form", "tokens come by https, for a client"));
    }

    private static boolean isServer(Server server) {
        return server.host().matches("[\\p{Alnum}.:_-]{1,253}") && server.port() > 0 && server.port() <= MOST_PORT;
    }

    /// In the clear on this machine alone.
    private boolean isOAuth(OAuth oauth) {
        try {
            var uri = URI.create(oauth.tokens());
            return !oauth.client().isBlank()
                    && settings.allowsTokens(uri)
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && uri.getHost().matches("localhost|127[.]0[.]0[.]1"));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public Trial attempt(CityMailbox mailbox, Secrets secrets) {
        var all = secrets.or(kept(mailbox));
        if (isMissing(mailbox, all)) {
            var missing = Optional.of("secret-missing");
            return new Trial(missing, missing, 0);
        }
        var account = new Account(Account.TRIED, mailbox, all);
        var mails = 0;
        var imap = Optional.<String>empty();
        try (var open = Mailbox.open(account, signIn.getObject())) {
            mails = open.count();
        } catch (MessagingException | RuntimeException e) {
            imap = Optional.of(SignIn.code(e));
        }
        return new Trial(imap, smtp(account), mails);
    }

    private Optional<String> smtp(Account account) {
        try (var _ = signIn.getObject().smtp(account)) {
            return Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            return Optional.of(SignIn.code(e));
        }
    }

    @Override
    public int lately(CityMailbox mailbox) {
        return store.read(mailbox.address(), clock.instant().minus(LATELY));
    }

    @Override
    public Optional<String> hindrance(CityMailbox mailbox) {
        return watch.last(mailbox.address().value()).flatMap(MailboxWatch.Look::failure);
    }

    /// The mailbox stays locked while the endpoint is asked: who wants the same token finds the next one.
    @Override
    public Token redeem(Account account, Function<Account, Token> ask) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var stored = store.locked(account.address())
                    .map(this::account)
                    .filter(kept -> kept.version() == account.version()
                            || kept.secrets().refresh().equals(account.secrets().refresh()));
            var token = ask.apply(
                    stored.filter(kept -> kept.version() == account.version()).orElse(account));
            stored.filter(kept -> !kept.secrets().refresh().equals(token.refresh()))
                    .ifPresent(kept -> store.replaceSecrets(
                            kept.version(), kept.withRefresh(token.refresh()).secrets()));
            return token;
        }));
    }

    private record Seen(Instant at, List<Account> active) {}
}
