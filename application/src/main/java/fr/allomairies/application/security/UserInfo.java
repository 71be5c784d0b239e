package fr.allomairies.application.security;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Asks the provider who somebody is. It answers in JSON, or signed, as ProConnect does (OpenID Connect Core 1.0,
/// 5.3.2).
final class UserInfo implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

    private static final MediaType SIGNED = MediaType.parseMediaType("application/jwt");
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private final RestClient http = ProviderHttp.client().build();

    @Override
    public OAuth2User loadUser(OAuth2UserRequest request) {
        var provider = request.getClientRegistration().getProviderDetails();
        try {
            var answer = http.get()
                    .uri(Objects.requireNonNull(provider.getUserInfoEndpoint().getUri()))
                    .headers(headers ->
                            headers.setBearerAuth(request.getAccessToken().getTokenValue()))
                    .accept(MediaType.APPLICATION_JSON, SIGNED)
                    .retrieve()
                    .toEntity(String.class);
            return new DefaultOAuth2User(Set.of(), claims(answer, provider), "sub");
        } catch (RestClientException | JwtException | JacksonException | IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("invalid_user_info_response"), String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> claims(
            ResponseEntity<String> answer, ClientRegistration.ProviderDetails provider) {
        var body = Objects.requireNonNullElse(answer.getBody(), "");
        if (!SIGNED.equalsTypeAndSubtype(answer.getHeaders().getContentType())) {
            return JSON.readValue(body, CLAIMS);
        }
        var decoder = NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(provider.getJwkSetUri()))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(Objects.requireNonNull(provider.getIssuerUri())));
        return decoder.decode(body).getClaims();
    }
}
