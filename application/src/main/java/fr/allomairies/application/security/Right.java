package fr.allomairies.application.security;

import fr.allomairies.workspace.Role;
import java.util.List;

/// What a role, and whoever's role includes it, may do.
///
/// @param code names it in texts
/// @param addresses that it opens, each with a method before it where it is of one alone
public record Right(String code, Role role, List<String> addresses) {

    /// All of them. The first that an address is found in decides.
    static final List<Right> TABLE = List.of(
            of("answer", Role.AGENT, "/desk/**", "/api/desk/**", "/tickets/**", "/design"),
            of("write-articles", Role.SUPERVISOR, "POST /articles/**", "/articles/new", "/articles/*/edit"),
            of("read-articles", Role.AGENT, "/articles/**"),
            of(
                    "supervise",
                    Role.SUPERVISOR,
                    "/board/**",
                    "/wall/**",
                    "/reports/**",
                    "/staffing/**",
                    "/api/board/**",
                    "/api/reports/**"),
            // hearing what citizens said: with a reason that is logged
            of("hear", Role.SUPERVISOR, "/recordings/**"),
            of("rules", Role.SUPERVISOR, "/administration/rules/**", "/api/administration/rules/**"),
            // supervisors read when people answer; saying it is for administrators
            of("read-hours", Role.SUPERVISOR, "GET /administration/hours"),
            of(
                    "approve-templates",
                    Role.SUPERVISOR,
                    "POST /administration/templates/*/versions/*/approve",
                    "POST /administration/templates/*/versions/*/restore",
                    "POST /administration/templates/*/active",
                    "POST /administration/templates/drafts/file"),
            of("draft-templates", Role.AGENT, "/administration/templates/**"),
            of("journal", Role.ADMINISTRATOR, "/administration/journal/**"),
            of("administer", Role.ADMINISTRATOR, "/administration/**", "/api/administration/**"),
            of("service", Role.OFFICER, "/service/**", "/api/service/**"));

    private static Right of(String code, Role role, String... addresses) {
        return new Right(code, role, List.of(addresses));
    }

    public boolean isOf(Role asked) {
        return includedIn(asked).contains(role);
    }

    static List<Role> includedIn(Role role) {
        return switch (role) {
            case AGENT, OFFICER -> List.of(role);
            case SUPERVISOR -> List.of(role, Role.AGENT);
            case ADMINISTRATOR -> List.of(role, Role.SUPERVISOR, Role.AGENT);
        };
    }
}
