package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.SessionBegan;
import fr.allomairies.contact.AccessEvent.SessionEnded;
import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import fr.allomairies.eventlog.EventLog;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Every session of every node: a row each, read from a [Mirror]. What ends here is over at the next request, and on
/// other nodes within a second or two. Safe for many threads.
@Component
class OpenSessions {

    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST_BROWSER = 300;

    private final JdbcClient db;
    private final EventLog log;
    private final OffDuty offDuty;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Mirror<Map<String, OpenSession>> sessions = new Mirror<>(this::load);

    /// Used on this node, and not written down yet.
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    OpenSessions(JdbcClient db, EventLog log, OffDuty offDuty, TransactionOperations transaction, Clock clock) {
        this.db = db;
        this.log = log;
        this.offDuty = offDuty;
        this.transaction = transaction;
        this.clock = clock;
    }

    private Map<String, OpenSession> load() {
        return db.sql("select * from session").query((row, _) -> OpenSession.of(row)).list().stream()
                .collect(Collectors.toUnmodifiableMap(OpenSession::id, Function.identity()));
    }

    /// One that this node has not heard of is asked for.
    Optional<OpenSession> find(String id) {
        var known = sessions.get().get(id);
        return Optional.ofNullable(known)
                .or(() -> db.sql("select * from session where id = ?")
                        .param(id)
                        .query((row, _) -> OpenSession.of(row))
                        .optional())
                .filter(session -> !session.isOver(clock.instant()));
    }

    /// Of a cookie.
    Optional<OpenSession> opened(String token) {
        return find(id(token));
    }

    /// The one last used first.
    List<OpenSession> of(@Nullable AgentId login) {
        var now = clock.instant();
        return sessions.get().values().stream()
                .filter(session -> session.whole() && !session.isOver(now))
                .filter(session -> login == null || session.login().equals(login))
                .sorted(Comparator.comparing(OpenSession::seen).reversed().thenComparing(OpenSession::id))
                .toList();
    }

    /// @param way absent while the second factor is awaited
    /// @return what the cookie shall hold
    @Transactional
    public String begin(AgentId login, @Nullable Way way, HttpServletRequest request) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        sessions.refreshAfterCommit();
        db.sql("""
                        insert into session (id, login, way, begun_at, seen_at, address, browser)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(id(token))
                .param(login.value())
                .param(way == null ? null : way.name())
                .param(Timestamp.from(now))
                .param(Timestamp.from(now))
                .param(request.getRemoteAddr())
                .param(browser(request))
                .update();
        if (way != null) {
            log.append(new SessionBegan(now, login, way));
        }
        return token;
    }

    /// Another takes its place.
    @Transactional
    public void forget(String id) {
        sessions.refreshAfterCommit();
        delete("id = ?", id).forEach(this::leavesUnlessElsewhere);
    }

    /// Whoever it belongs to signs out. Idempotent.
    @Transactional
    public void signOut(String id) {
        sessions.refreshAfterCommit();
        delete("id = ?", id).forEach(login -> {
            log.append(new SessionEnded(clock.instant(), login, login));
            leavesUnlessElsewhere(login);
        });
    }

    /// @return whose were whole, each once
    private Set<AgentId> delete(String which, Object... values) {
        return db
                .sql("delete from session where " + which + " returning *")
                .params(values)
                .query((row, _) -> OpenSession.of(row))
                .list()
                .stream()
                .filter(OpenSession::whole)
                .map(OpenSession::login)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Idempotent. Whoever is signed in nowhere any more is off duty.
    ///
    /// @param login whose it must be
    @Transactional
    public void end(String id, AgentId login, AgentId by) {
        sessions.refreshAfterCommit();
        delete("id = ? and login = ? and way is not null", id, login.value()).forEach(whose -> {
            log.append(new SessionEnded(clock.instant(), whose, by));
            leavesUnlessElsewhere(whose);
        });
    }

    /// All of the account but one.
    ///
    /// @param kept id; absent for none
    @Transactional
    public void endOthers(AgentId login, @Nullable String kept, AgentId by) {
        sessions.refreshAfterCommit();
        delete("login = ? and id <> ?", login.value(), Objects.requireNonNullElse(kept, ""))
                .forEach(whose -> {
                    log.append(new SessionEnded(clock.instant(), whose, by));
                    leavesUnlessElsewhere(whose);
                });
    }

    /// In the caller's transaction: the account is closed, or has another password.
    void endAll(AgentId login) {
        sessions.refreshAfterCommit();
        delete("login = ?", login.value()).forEach(this::leavesUnlessElsewhere);
    }

    private void leavesUnlessElsewhere(AgentId login) {
        offDuty.afterCommit(() -> {
            if (isNowhere(login)) {
                offDuty.leaves(login);
            }
        });
    }

    private boolean isNowhere(AgentId login) {
        return db.sql("select count(*) from session where login = ? and way is not null")
                        .param(login.value())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    void seen(String id) {
        seen.put(id, clock.instant());
    }

    /// A session that is used costs a write each half minute, and never while somebody waits.
    @Scheduled(fixedDelayString = "PT30S")
    void writeDown() {
        try {
            seen.forEach((id, at) -> {
                db.sql("update session set seen_at = greatest(seen_at, ?) where id = ?")
                        .params(Timestamp.from(at), id)
                        .update();
                seen.remove(id, at);
            });
            transaction.executeWithoutResult(_ -> deleteThoseThatAreOver());
        } catch (DataAccessException | TransactionException _) {
            // the next time, by then it is back
        }
    }

    /// A minute late: another node may not have written down yet that one was used.
    private void deleteThoseThatAreOver() {
        var now = clock.instant().minus(Duration.ofMinutes(1));
        delete(
                        "seen_at < ? or begun_at < ? or way is null and begun_at < ?",
                        Timestamp.from(now.minus(OpenSession.UNUSED)),
                        Timestamp.from(now.minus(OpenSession.LONGEST)),
                        Timestamp.from(now.minus(OpenSession.HALFWAY)))
                .forEach(this::leavesUnlessElsewhere);
    }

    static String id(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String browser(HttpServletRequest request) {
        var named = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        return named.substring(0, Math.min(named.length(), LONGEST_BROWSER)).replace("\0", "");
    }
}
