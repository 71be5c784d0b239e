package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Asks keys and passkeys (WebAuthn), and understands their answers. A key is bound to the city's address: under any
/// other it says nothing. Each question is answered once, in the session that asked it.
@Component
class SecurityKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityKeys.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final String CREATION = SecurityKeys.class.getName() + ".creation";
    private static final String REQUEST = SecurityKeys.class.getName() + ".request";

    private final Webauthn4JRelyingPartyOperations operations;
    private final String origin;

    SecurityKeys(StoredKeys keys, @Value("${allo.public-url:http://localhost:8080}") URI city) {
        this.origin = origin(city);
        var us = PublicKeyCredentialRpEntity.builder()
                .id(URI.create(origin).getHost())
                .name("Allo Mairies")
                .build();
        this.operations = new Webauthn4JRelyingPartyOperations(keys.owners(), keys, us, Set.of(origin));
    }

    /// As browsers write it.
    static String origin(URI city) {
        if (city.getScheme() == null || city.getHost() == null) {
            throw new IllegalArgumentException("allo.public-url has a scheme and a host, was: " + city);
        }
        var scheme = city.getScheme().toLowerCase(Locale.ROOT);
        var port = city.getPort();
        var usual = port < 0 || port == (scheme.equals("https") ? HTTPS : HTTP);
        return scheme + "://" + city.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }

    /// Where keys can be asked.
    String origin() {
        return origin;
    }

    /// What the browser is to ask a new key, as JSON.
    String toRegister(Authentication me, HttpServletRequest request) {
        var options = operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(me));
        request.getSession().setAttribute(CREATION, options);
        return JSON.writeValueAsString(options);
    }

    /// Keeps the key, in the caller's transaction.
    ///
    /// @throws RuntimeException when it is not the answer to what was asked
    void register(String answer, String name, HttpServletRequest request) {
        var asked = request.getSession().getAttribute(CREATION);
        request.getSession().removeAttribute(CREATION);
        if (!(asked instanceof PublicKeyCredentialCreationOptions options)) {
            throw new IllegalArgumentException("nothing was asked");
        }
        var credential =
                JSON.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
        operations.registerCredential(
                new ImmutableRelyingPartyRegistrationRequest(options, new RelyingPartyPublicKey(credential, name)));
    }

    /// What the browser is to ask one of the owner's keys, as JSON.
    String toSignIn(Authentication me, HttpServletRequest request) {
        var options =
                operations.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(me));
        request.getSession().setAttribute(REQUEST, options);
        return JSON.writeValueAsString(options);
    }

    /// Whether one of the owner's keys has answered what was asked.
    @Transactional
    public boolean proves(AgentId login, String answer, HttpServletRequest request) {
        var asked = request.getSession().getAttribute(REQUEST);
        request.getSession().removeAttribute(REQUEST);
        if (!(asked instanceof PublicKeyCredentialRequestOptions options)) {
            return false;
        }
        try {
            var credential =
                    JSON.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            var owner = operations.authenticate(new RelyingPartyAuthenticationRequest(options, credential));
            return owner.getName().equals(login.value());
        } catch (RuntimeException e) {
            LOG.atInfo().addKeyValue("cause", e.getMessage()).log("security-key-refused");
            return false;
        }
    }
}
