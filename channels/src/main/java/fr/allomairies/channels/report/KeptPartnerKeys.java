package fr.allomairies.channels.report;

import fr.allomairies.channels.PartnerKeys;
import fr.allomairies.channels.report.PartnerKeyStore.Hashed;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.PartnerKeyEnded;
import fr.allomairies.contact.SteeringEvent.PartnerKeyMade;
import fr.allomairies.eventlog.EventLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the keys, each change with its event, and remembers for a second which hold: what another node has changed is
/// seen then. While the database is away, what was seen last holds on.
@Component
class KeptPartnerKeys implements PartnerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPartnerKeys.class);
    private static final ZoneId CITY = ZoneId.of("Europe/Paris");
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration LATELY = Duration.ofDays(30);
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .'’-]{0,39}");
    /// Makers of apps know by it what they have found in a file.
    private static final String MARK = "allo_";
    private static final int BYTES = 32;
    private static final int SHOWN = MARK.length() + 5;

    private final PartnerKeyStore store;
    private final ReportSettings settings;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Seen seen;

    KeptPartnerKeys(
            PartnerKeyStore store,
            ReportSettings settings,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The partner whose key it is, which is told as used today.
    Optional<String> partner(String secret) {
        var now = clock.instant();
        var key = Optional.ofNullable(holding(now).get(HexFormat.of().formatHex(sha256(secret))))
                .filter(known -> known.holds(now));
        key.ifPresent(known -> use(known, LocalDate.ofInstant(now, CITY)));
        return key.map(PartnerKey::partner);
    }

    private void use(PartnerKey key, LocalDate today) {
        if (key.usedOn() == null || key.usedOn().isBefore(today)) {
            store.used(key.id(), today);
        }
    }

    private Map<String, PartnerKey> holding(Instant now) {
        var last = seen;
        if (last != null && Duration.between(last.at(), now).abs().compareTo(FRESH) < 0) {
            return last.keys();
        }
        try {
            var keys = store.hashed().stream().collect(Collectors.toMap(Hashed::sha256, Hashed::key));
            seen = new Seen(now, keys);
            return keys;
        } catch (RuntimeException e) {
            if (last == null) {
                throw e;
            }
            LOG.atDebug().setCause(e).log("partner-keys-not-read");
            return last.keys();
        }
    }

    @Override
    public List<PartnerKey> all() {
        return store.all();
    }

    @Override
    public List<String> ofSettings() {
        return settings.apps().keySet().stream().sorted().toList();
    }

    @Override
    public int unnamed() {
        return settings.apiKeys().size();
    }

    @Override
    public int lately(String partner) {
        return store.reports(partner, clock.instant().minus(LATELY));
    }

    @Override
    public Made make(String partner, AgentId by) {
        if (!NAME.matcher(partner).matches()) {
            return refused("name-form", "a partner has a name of 1 to 40 characters");
        }
        return change(now -> isTaken(partner, now)
                ? refused("name-taken", "a partner of that name has a key")
                : add(partner, now, by));
    }

    private boolean isTaken(String partner, Instant now) {
        return settings.apps().keySet().stream().anyMatch(partner::equalsIgnoreCase)
                || store.all().stream().anyMatch(key -> key.partner().equalsIgnoreCase(partner) && key.holds(now));
    }

    @Override
    public Made renew(UUID key, AgentId by) {
        return change(now -> store.find(key)
                .filter(known -> known.endsAt() == null)
                .map(known -> {
                    end(known, now.plus(GRACE), now, by);
                    return add(known.partner(), now, by);
                })
                .orElseGet(KeptPartnerKeys::ended));
    }

    @Override
    public Optional<Refusal> end(UUID key, AgentId by) {
        return change(now -> store.find(key)
                        .filter(known -> known.holds(now))
                        .map(known -> {
                            end(known, now, now, by);
                            return new Made(Optional.empty(), known.partner(), null);
                        })
                        .orElseGet(KeptPartnerKeys::ended))
                .refusal();
    }

    private Made change(Function<Instant, Made> how) {
        var made = Objects.requireNonNull(transaction.execute(_ -> {
            store.lock();
            return how.apply(clock.instant());
        }));
        seen = null;
        return made;
    }

    private Made add(String partner, Instant now, AgentId by) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var secret = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var key = new PartnerKey(UUID.randomUUID(), partner, secret.substring(0, SHOWN), now, by, null, null, null);
        store.add(key, sha256(secret));
        log.append(new PartnerKeyMade(now, key.id(), partner, by));
        return new Made(Optional.empty(), partner, secret);
    }

    private void end(PartnerKey key, Instant from, Instant now, AgentId by) {
        store.end(key.id(), from, by);
        log.append(new PartnerKeyEnded(now, key.id(), key.partner(), from, by));
    }

    private static Made ended() {
        return refused("ended", "the key has ended");
    }

    private static Made refused(String code, String detail) {
        return new Made(Optional.of(new Refusal(code, detail)), null, null);
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Seen(Instant at, Map<String, PartnerKey> keys) {}
}
