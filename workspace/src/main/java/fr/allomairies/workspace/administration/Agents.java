package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Accounts and their skills together: the account is kept by the security, the skills by the routing.
@Component
class Agents {

    private final Accounts accounts;
    private final Routing routing;
    private final Catalogue catalogue;

    Agents(Accounts accounts, Routing routing, Catalogue catalogue) {
        this.accounts = accounts;
        this.routing = routing;
        this.catalogue = catalogue;
    }

    /// @param skills with levels; empty for an officer
    record Line(
            String login,
            String name,
            Role role,
            @Nullable String service,
            boolean active,
            AgentState state,
            List<AgentForm.SkillLevel> skills) {

        AgentForm form() {
            return new AgentForm(login, name, null, role.name(), service, skills);
        }
    }

    /// By name as people look for it, É beside E; those who left last.
    List<Line> all() {
        return accounts.accounts().stream()
                .map(this::line)
                .sorted(Comparator.comparing((Line line) -> !line.active())
                        .thenComparing(Line::name, Collator.getInstance(Locale.FRENCH)))
                .toList();
    }

    Optional<Line> agent(AgentId login) {
        return accounts.account(login).map(this::line);
    }

    List<InvalidField> problems(AgentForm form) {
        return form.problems(catalogue);
    }

    /// Only with a form that has no problems.
    Optional<Refusal> create(AgentForm form, String password) {
        return accounts.create(form.account(true), password).or(() -> skills(form));
    }

    /// Creates, or replaces; a deactivated account is active again. Only with a form that has no problems.
    Optional<Refusal> put(AgentForm form) {
        return accounts.put(form.account(true), form.password()).or(() -> skills(form));
    }

    Optional<Refusal> password(Line agent, String password) {
        return accounts.put(agent.form().account(agent.active()), password);
    }

    /// No new contacts from now on; what is in hand may be brought to its end by a colleague.
    Optional<Refusal> deactivate(AgentId login) {
        var refusal = accounts.deactivate(login);
        if (refusal.isEmpty() && routing.agent(login).state() != AgentState.OFFLINE) {
            return routing.signOut(login);
        }
        return refusal;
    }

    private Optional<Refusal> skills(AgentForm form) {
        routing.setSkills(form.account(true).login(), form.levels());
        return Optional.empty();
    }

    private Line line(Account account) {
        var known = routing.agent(account.login());
        return new Line(
                account.login().value(),
                account.name(),
                account.role(),
                account.service() == null ? null : account.service().value(),
                account.active(),
                known.state(),
                known.skills().stream()
                        .sorted(Comparator.comparing(SkillNeed::skill))
                        .map(own -> new AgentForm.SkillLevel(own.skill().value(), own.level()))
                        .toList());
    }
}
