package fr.allomairies.application.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Who is signed in, as of the account's `stamp`; authorities are `ROLE_x` for the role and for those that it includes,
/// and `SERVICE_code` for an officer.
///
/// @param proof of the identity provider, which ends the session there too; absent for who gave his password here
record SignedIn(
        String login,
        String passwordHash,
        boolean active,
        int stamp,
        List<String> rights,
        @Nullable OidcIdToken proof) implements UserDetails, OidcUser {

    /// The password was right, and the code of the telephone is to come.
    static final String OWES_CODE = "OWES_CODE";

    /// The password was right, and the role asks for a second factor, which is to be set now.
    static final String OWES_ENROLMENT = "OWES_ENROLMENT";

    static SignedIn of(StoredAccount stored) {
        var account = stored.account();
        var rights = new ArrayList<String>();
        Right.includedIn(account.role()).forEach(role -> rights.add("ROLE_" + role));
        if (account.service() != null) {
            rights.add("SERVICE_" + account.service());
        }
        return new SignedIn(
                account.login().value(),
                stored.passwordHash(),
                account.active(),
                stored.stamp(),
                List.copyOf(rights),
                null);
    }

    SignedIn vouchedFor(OidcIdToken proof) {
        return new SignedIn(login, passwordHash, active, stamp, rights, proof);
    }

    /// Of whom a second factor is still to come: nothing opens but what leads to it.
    SignedIn halfway(String step) {
        return new SignedIn(login, passwordHash, active, stamp, List.of(step), proof);
    }

    static boolean owesCode(Authentication who) {
        return who.getPrincipal() instanceof SignedIn signedIn && signedIn.rights.contains(OWES_CODE);
    }

    boolean isHalfway() {
        return rights.contains(OWES_CODE) || rights.contains(OWES_ENROLMENT);
    }

    boolean vouched() {
        return proof != null;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return rights.stream().map(SimpleGrantedAuthority::new).toList();
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return login;
    }

    @Override
    public boolean isEnabled() {
        return active;
    }

    @Override
    public String getName() {
        return login;
    }

    /// Of who came by the identity provider.
    @Override
    public OidcIdToken getIdToken() {
        return Objects.requireNonNull(proof);
    }

    /// What the provider says beyond who it is, we do not keep.
    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public Map<String, Object> getClaims() {
        return Map.of();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public String toString() {
        return login;
    }
}
