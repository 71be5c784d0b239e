package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.user.OAuth2User;

/// A provider that answers in one way and in the other.
class UserInfoTest {

    private final MockOAuth2Server provider = new MockOAuth2Server();
    private HttpServer answering;
    private String type;
    private String body;

    @BeforeEach
    void start() throws IOException {
        provider.start();
        answering = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answering.createContext("/", asked -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            asked.getResponseHeaders().add("Content-Type", type);
            var status = "Bearer 4711".equals(asked.getRequestHeaders().getFirst("Authorization")) ? 200 : 401;
            asked.sendResponseHeaders(status, bytes.length);
            asked.getResponseBody().write(bytes);
            asked.close();
        });
        answering.start();
    }

    @AfterEach
    void stop() {
        answering.stop(0);
        provider.shutdown();
    }

    @Test
    void readsJson() {
        type = "application/json";
        body = "{\"sub\": \"1\", \"email\": \"jeanne@mairie.example.org\"}";

        assertThat(asked().<String>getAttribute("email")).isEqualTo("jeanne@mairie.example.org");
    }

    @Test
    void readsWhatTheProviderSigned() {
        type = "application/jwt";
        body = token("city");

        assertThat(asked().<String>getAttribute("email")).isEqualTo("jeanne@mairie.example.org");
    }

    @Test
    void readsNothingThatSomebodyElseSigned() {
        type = "application/jwt";
        body = token("elsewhere");

        refuses();
    }

    @Test
    void saysThatAnAnswerMakesNoSense() {
        type = "text/html";
        body = "<p>maintenance";

        refuses();
    }

    private void refuses() {
        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(this::asked)
                .satisfies(refused ->
                        assertThat(refused.getError().getErrorCode()).isEqualTo("invalid_user_info_response"));
    }

    private String token(String issuer) {
        return provider.issueToken(issuer, "1", "allo-mairies", Map.of("email", "jeanne@mairie.example.org"))
                .serialize();
    }

    private OAuth2User asked() {
        var registration = ClientRegistrations.fromIssuerLocation(
                        provider.issuerUrl("city").toString())
                .registrationId("city")
                .clientId("allo-mairies")
                .clientSecret("secret")
                .userInfoUri("http://127.0.0.1:" + answering.getAddress().getPort() + "/")
                .build();
        var now = Instant.now();
        var token = new OAuth2AccessToken(TokenType.BEARER, "4711", now, now.plusSeconds(60));
        return new UserInfo().loadUser(new OAuth2UserRequest(registration, token, Map.of("asked", List.of())));
    }
}
