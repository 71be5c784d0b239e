package fr.allomairies.application.security;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The city's own identity provider, by OpenID Connect. Without an issuer there is none, and everybody signs in with
/// the password of his account.
///
/// @param issuer as the provider names itself, for instance `https://identity.example.org/realms/city`
/// @param name as the button of the sign-in says it
/// @param loginClaim what of the provider's answer is the login of the account: a name, or an e-mail address
/// @param domain of the addresses that count, when it is one: what stands before the `@` is the login, and nothing else
///     is
/// @param unverifiedAddresses whether addresses count that the provider does not call verified: only where nobody can
///     change his own there
/// @param scopes what is asked for; `openid` among them
@ConfigurationProperties("allo.identity")
record IdentitySettings(
        String issuer,
        String clientId,
        String clientSecret,
        String name,
        String loginClaim,
        String domain,
        boolean unverifiedAddresses,
        Set<String> scopes) {

    IdentitySettings {
        if (!issuer.isBlank() && !isSafe(URI.create(issuer))) {
            throw new IllegalArgumentException(
                    "allo.identity.issuer must be an https address, or one of this machine, was: " + issuer);
        }
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("allo.identity.scopes must hold openid, was: " + scopes);
        }
    }

    boolean isUsed() {
        return !issuer.isBlank();
    }

    /// Scheme, host and port of the issuer.
    String origin() {
        var address = URI.create(issuer);
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || "http".equals(address.getScheme())
                        && Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address.getHost()));
    }
}
