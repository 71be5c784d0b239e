package fr.allomairies.application.security;

import fr.allomairies.workspace.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// Who is signed in, as of the account's `stamp`; authorities are `ROLE_x` for the role and for those that it includes,
/// and `SERVICE_code` for an officer.
record SignedIn(String login, String passwordHash, boolean active, int stamp, List<String> rights)
        implements UserDetails {

    static SignedIn of(StoredAccount stored) {
        var account = stored.account();
        var rights = new ArrayList<String>();
        includedIn(account.role()).forEach(role -> rights.add("ROLE_" + role));
        if (account.service() != null) {
            rights.add("SERVICE_" + account.service());
        }
        return new SignedIn(
                account.login().value(), stored.passwordHash(), account.active(), stored.stamp(), List.copyOf(rights));
    }

    private static List<Role> includedIn(Role role) {
        return switch (role) {
            case AGENT, OFFICER -> List.of(role);
            case SUPERVISOR -> List.of(role, Role.AGENT);
            case ADMINISTRATOR -> List.of(role, Role.SUPERVISOR, Role.AGENT);
        };
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
    public String toString() {
        return login;
    }
}
