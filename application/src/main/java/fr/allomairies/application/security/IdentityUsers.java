package fr.allomairies.application.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Whose account it is that the identity provider vouches for. What he may do is said by the account, not by the
/// provider.
@Component
class IdentityUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /// Nobody here has that login.
    static final String UNKNOWN = "unknown-identity";

    static final String DISABLED = "disabled";

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}+");

    private final OidcUserService provider = new OidcUserService();
    private final IdentitySettings settings;
    private final SignInUsers users;

    IdentityUsers(IdentitySettings settings, SignInUsers users) {
        this.settings = settings;
        this.users = users;
        provider.setOauth2UserService(new UserInfo());
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var vouchedFor = provider.loadUser(request);
        var known = login(vouchedFor).map(this::account).orElseThrow(() -> refused(UNKNOWN));
        if (!known.isEnabled()) {
            throw refused(DISABLED);
        }
        return known.vouchedFor(vouchedFor.getIdToken());
    }

    /// Of an address only what stands before the domain of the city: everybody may have any name elsewhere. No letters
    /// that only look like, or are lowered to, those of a login.
    private Optional<String> login(OidcUser vouchedFor) {
        var claim = vouchedFor.getClaimAsString(settings.loginClaim());
        if (claim == null || !ASCII.matcher(claim).matches()) {
            return Optional.empty();
        }
        var name = claim.strip().toLowerCase(Locale.ROOT);
        if (settings.domain().isBlank()) {
            return Optional.of(name).filter(one -> !one.contains("@"));
        }
        var domain = "@" + settings.domain().toLowerCase(Locale.ROOT);
        return name.endsWith(domain) && (settings.unverifiedAddresses() || isVerified(vouchedFor))
                ? Optional.of(name.substring(0, name.length() - domain.length()))
                : Optional.empty();
    }

    private static boolean isVerified(OidcUser vouchedFor) {
        return Boolean.TRUE.equals(vouchedFor.getEmailVerified());
    }

    private SignedIn account(String login) {
        try {
            return users.whole(login);
        } catch (UsernameNotFoundException e) {
            throw refused(UNKNOWN);
        }
    }

    private static OAuth2AuthenticationException refused(String why) {
        return new OAuth2AuthenticationException(new OAuth2Error(why));
    }
}
