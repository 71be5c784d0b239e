package fr.allomairies.bench.day;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser without a screen: signs in by the form, keeps its cookies, sends the CSRF token back.
public final class HttpSession {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 5;

    private final URI base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    HttpSession(URI base) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    public static HttpSession signIn(URI base, String login, String password) throws IOException, InterruptedException {
        var session = new HttpSession(base);
        session.get("/sign-in");
        var form = "username=" + encode(login) + "&password=" + encode(password);
        var answer = session.send(session.request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", session.csrf())
                .POST(BodyPublishers.ofString(form)));
        var target = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || target.contains("error")) {
            throw new IOException("sign-in of " + login + " was refused: " + answer.statusCode() + ' ' + target
                    + ", is its password right?");
        }
        session.get("/sign-in");
        return session;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    public HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return send(withBody("POST", path, body));
    }

    HttpResponse<String> postUntilAnswered(String path, Object body) throws IOException, InterruptedException {
        return sendUntilAnswered(withBody("POST", path, body));
    }

    public HttpResponse<String> put(String path, Object body) throws IOException, InterruptedException {
        return send(withBody("PUT", path, body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Sends what may be sent twice until it is answered by more than an error of the server, as apps on the road do.
    HttpResponse<String> sendUntilAnswered(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = send(request);
                if (answer.statusCode() < 500 || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    /// Lines of a stream of server-sent events; ends when the server or the caller closes it.
    public Stream<String> events(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Accept", "text/event-stream")
                .build();
        var answer = client.send(request, BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /// What a stream of server-sent events tells in JSON.
    public record Event(String name, JsonNode data) {}

    /// @param lines as [#events] gives them
    public static Stream<Event> told(Stream<String> lines) {
        return lines.mapMulti(new EventReader()::read);
    }

    private static final class EventReader {

        private static final String NAME = "event:";
        private static final String DATA = "data:";

        private String name = "";

        void read(String line, Consumer<Event> told) {
            if (line.startsWith(NAME)) {
                name = line.substring(NAME.length()).strip();
            } else if (line.startsWith(DATA)) {
                told.accept(new Event(name, HttpSession.read(line.substring(DATA.length()))));
            }
        }
    }

    private HttpRequest.Builder withBody(String method, String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", csrf())
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private String csrf() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
