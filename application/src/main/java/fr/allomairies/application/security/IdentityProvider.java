package fr.allomairies.application.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/// What the identity provider says of itself, asked for when the first one signs in there: one that is away stops no
/// start. Safe for many threads.
@Component
class IdentityProvider implements ClientRegistrationRepository {

    /// In the addresses of the sign-in.
    static final String ID = "city";

    private final IdentitySettings settings;
    private volatile @Nullable ClientRegistration known;

    IdentityProvider(IdentitySettings settings) {
        this.settings = settings;
    }

    /// Throws [IllegalArgumentException] when the provider does not answer.
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!settings.isUsed() || !id.equals(ID)) {
            return null;
        }
        var before = known;
        if (before != null) {
            return before;
        }
        var asked = ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientName(settings.name())
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .scope(settings.scopes())
                .build();
        known = asked;
        return asked;
    }
}
