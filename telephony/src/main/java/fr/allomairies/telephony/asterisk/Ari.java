package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.TelephonySettings.AsteriskServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// Asterisk's HTTP interface, for what AMI cannot carry: agents' phones and files.
final class Ari {

    static final int OK = 200;
    static final int GONE = 204;
    static final int NOT_FOUND = 404;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String root;
    private final String authorization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Ari(AsteriskServer settings) {
        root = "http://" + settings.host() + ":" + settings.httpPort() + "/ari/";
        var user = settings.ariUser() + ":" + settings.ariSecret();
        authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    int put(String path, String json) throws IOException {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)))
                .statusCode();
    }

    HttpResponse<byte[]> get(String path) throws IOException {
        return send(request(path).GET());
    }

    /// As it comes; the caller closes it.
    HttpResponse<InputStream> open(String path) throws IOException {
        return send(request(path).GET(), BodyHandlers.ofInputStream());
    }

    int delete(String path) throws IOException {
        return send(request(path).DELETE()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE).header("Authorization", authorization);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        return send(request, BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) throws IOException {
        try {
            return http.send(request.build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
