package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox.OAuth;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens that mailboxes sign in with, by OAuth 2: of the client's own credentials, or by a refresh token. Each is
/// asked for anew before it ends, once for all threads and nodes that want it. What is only tried gets its own, and
/// takes
/// none away. Safe for many threads.
@Component
class Tokens {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final String UNREACHABLE = "tokens-unreachable";
    private static final String REFUSED = "tokens-refused";

    /// Where the endpoint does not say, which it should.
    private static final long USUAL_SECONDS = 3600;

    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Token> known = new ConcurrentHashMap<>();
    private final MailSettings settings;
    private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();

    /// What took the place of refresh tokens in trials: who typed one saves it afterwards.
    private final Map<String, String> nextOfTried = new ConcurrentHashMap<>();

    private final Refreshed refreshed;
    private final Clock clock;

    Tokens(MailSettings settings, Refreshed refreshed, Clock clock) {
        this.settings = settings;
        this.refreshed = refreshed;
        this.clock = clock;
    }

    /// @throws TokenException when there is none to be had
    String of(Account account) {
        var one = asking.computeIfAbsent(account.address(), _ -> new ReentrantLock());
        one.lock();
        try {
            var token = known.get(account.address());
            if (token == null
                    || token.version() != account.version()
                    || !clock.instant().isBefore(token.renewAt())) {
                token = account.secrets().refresh().isEmpty()
                        ? ask(account)
                        : refreshed.redeem(newest(account), stored -> ask(newest(stored)));
                if (account.version() != Account.TRIED) {
                    known.put(account.address(), token);
                }
            }
            return token.text();
        } finally {
            one.unlock();
        }
    }

    /// A token that was refused is not tried again.
    void forget(Account account) {
        known.computeIfPresent(account.address(), (_, token) -> token.version() == account.version() ? null : token);
    }

    private Account newest(Account account) {
        var refresh = account.secrets().refresh();
        for (var next = nextOfTried.get(refresh); next != null; next = nextOfTried.get(refresh)) {
            refresh = next;
        }
        return account.withRefresh(refresh);
    }

    private Token ask(Account account) {
        var oauth = Objects.requireNonNull(account.mailbox().oauth());
        var endpoint = URI.create(oauth.tokens());
        if (!settings.allowsTokens(endpoint)) {
            throw new TokenException("tokens-not-allowed", endpoint.getAuthority(), null);
        }
        var answer = answer(HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form(account, oauth)))
                .build());
        var text = answer.path("access_token").asString("");
        if (text.isEmpty()) {
            throw new TokenException(REFUSED, "the answer holds no access_token", null);
        }
        var used = account.secrets().refresh();
        var next = answer.path("refresh_token").asString(used);
        if (account.version() == Account.TRIED && !next.equals(used)) {
            nextOfTried.remove(next); // else it could lead back
            nextOfTried.put(used, next);
        }
        return new Token(
                account.version(), text, renewAt(answer.path("expires_in").asLong(USUAL_SECONDS)), next);
    }

    /// Five minutes before its end, or halfway where it is shorter than ten.
    private Instant renewAt(long seconds) {
        var life = Duration.ofSeconds(Math.max(1, seconds));
        var half = life.dividedBy(2);
        return clock.instant().plus(half.compareTo(BEFORE_ITS_END) < 0 ? half : life.minus(BEFORE_ITS_END));
    }

    private JsonNode answer(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new TokenException(
                        answer.statusCode() >= 500 ? UNREACHABLE : REFUSED, "status " + answer.statusCode(), null);
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new TokenException(UNREACHABLE, e.getClass().getSimpleName(), e);
        } catch (JacksonException e) {
            throw new TokenException(REFUSED, "the answer is no JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenException(UNREACHABLE, "interrupted", e);
        }
    }

    private static String form(Account account, OAuth oauth) {
        var secrets = account.secrets();
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", secrets.refresh().isEmpty() ? "client_credentials" : "refresh_token");
        fields.put("refresh_token", secrets.refresh());
        fields.put("client_id", oauth.client());
        fields.put("client_secret", secrets.client());
        fields.put("scope", oauth.scope());
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// @param refresh by which the next is to be had; empty where it is the client's own credentials
    record Token(long version, String text, Instant renewAt, String refresh) {}

    /// Where refresh tokens are kept.
    interface Refreshed {

        /// One of an address at a time, on all nodes. The refresh token that takes the place of the stored one is
        /// stored.
        ///
        /// @param ask by the account with the refresh token that holds now
        Token redeem(Account account, Function<Account, Token> ask);
    }

    static final class TokenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String code;

        TokenException(String code, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
