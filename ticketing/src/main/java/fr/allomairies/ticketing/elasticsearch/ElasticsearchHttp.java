package fr.allomairies.ticketing.elasticsearch;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Elasticsearch's interface, as far as we need it: the few requests that have been the same since version 7.
final class ElasticsearchHttp {

    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

    private final RestClient client;
    private final JsonMapper json;

    ElasticsearchHttp(ElasticsearchSettings settings, Duration patience, JsonMapper json) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // it has no other
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(patience);
        var builder = RestClient.builder()
                .baseUrl(settings.url().toString())
                .requestFactory(requests)
                .defaultStatusHandler(HttpStatusCode::isError, (_, _) -> {});
        if (!settings.apiKey().isEmpty()) {
            builder.defaultHeader(HttpHeaders.AUTHORIZATION, "ApiKey " + settings.apiKey());
        }
        this.client = builder.build();
        this.json = json;
    }

    JsonNode get(String path) {
        return answer(path, client.get().uri(path));
    }

    JsonNode delete(String path) {
        return answer(path, client.delete().uri(path));
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send(HttpMethod.PUT, path, body);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send(HttpMethod.POST, path, body);
    }

    JsonNode bulk(String path, String lines) {
        return answer(path, client.post().uri(path).contentType(LINES).body(lines.getBytes(StandardCharsets.UTF_8)));
    }

    JsonNode post(String path) {
        return answer(path, client.post().uri(path));
    }

    private JsonNode send(HttpMethod method, String path, Map<String, ?> body) {
        return answer(
                path,
                client.method(method)
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsBytes(body)));
    }

    /// What Elasticsearch says of an error may hold what was sent: only its kind goes on.
    private JsonNode answer(String path, RestClient.RequestHeadersSpec<?> request) {
        var answer = request.retrieve().toEntity(byte[].class);
        var body = answer.getBody();
        var said = json.readTree(body == null || body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
        if (answer.getStatusCode().isError()) {
            throw new RefusedException(
                    answer.getStatusCode().value(),
                    path,
                    said.path("error").path("type").asString(""));
        }
        return said;
    }

    /// Elasticsearch is there and says no.
    static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String path, String kind) {
            super("Elasticsearch answers " + status + " " + kind + " to " + path);
            this.status = status;
        }

        boolean isMissing() {
            return status == HttpStatusCode.valueOf(404).value();
        }
    }
}
