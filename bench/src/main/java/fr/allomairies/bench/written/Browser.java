package fr.allomairies.bench.written;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// A téléconseiller's browser, signed in: asks for one page after the other on one connection.
final class Browser implements AutoCloseable {

    private final CookieManager cookies = new CookieManager();
    private final HttpLine line;
    private final String head;

    Browser(Installation product, String login) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            get(client, product);
            var form =
                    body(Map.of("username", login, "password", product.password(login), "_csrf", cookie("XSRF-TOKEN")));
            client.send(
                    HttpRequest.newBuilder(product.web().resolve("/sign-in"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                            .POST(BodyPublishers.ofByteArray(form))
                            .build(),
                    BodyHandlers.discarding());
            get(client, product);
        }
        line = new HttpLine(product.port(8080));
        head = "Cookie: "
                + cookies.getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                        .collect(Collectors.joining("; "))
                + "\r\nX-XSRF-TOKEN: " + cookie("XSRF-TOKEN") + "\r\n";
    }

    private static void get(HttpClient client, Installation product) throws IOException, InterruptedException {
        client.send(HttpRequest.newBuilder(product.web().resolve("/sign-in")).build(), BodyHandlers.discarding());
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    String get(String path) throws IOException {
        return page("GET " + path + " HTTP/1.1\r\n", new byte[0]);
    }

    String post(String path, Map<String, String> form) throws IOException {
        return page("POST " + path + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n", body(form));
    }

    private String page(String first, byte[] body) throws IOException {
        var answer = line.send(first + head, body);
        if (answer.status() == 302) {
            var next = URI.create(answer.location());
            return get(next.getPath() + '?' + next.getQuery());
        }
        if (answer.status() != 200) {
            throw new IOException(first.lines().findFirst().orElse("") + " answered " + answer.status());
        }
        return answer.body();
    }

    private static byte[] body(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
