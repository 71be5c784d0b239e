package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// At the first start, when nobody could sign in yet: an administrator, a supervisor, three téléconseillers and an
/// officer of each service, with random passwords. They stand in a file that only the owner of the process may read.
@Component
@Order(0)
class FirstAccounts implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final int USUAL_LEVEL = 3;
    private static final List<String> EVERYDAY = List.of("general", "etat-civil", "education", "social");

    private final Accounts accounts;
    private final Catalogue catalogue;
    private final Routing routing;
    private final FirstPasswords passwords;

    FirstAccounts(Accounts accounts, Catalogue catalogue, Routing routing, FirstPasswords passwords) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.routing = routing;
        this.passwords = passwords;
    }

    @Override
    public void run(ApplicationArguments args) throws IOException {
        if (!accounts.accounts().isEmpty()) {
            return;
        }
        var skills = catalogue.categories().stream()
                .map(Category::skill)
                .distinct()
                .sorted()
                .toList();
        var street = skills.stream()
                .filter(skill -> !EVERYDAY.contains(skill.value()))
                .toList();
        var everyday = skills.stream()
                .filter(skill -> EVERYDAY.contains(skill.value()))
                .toList();
        create("admin", "Administration", Role.ADMINISTRATOR, null);
        create("superviseur", "Sylvie Roux", Role.SUPERVISOR, null);
        agent("amina", "Amina Benali", skills);
        agent("bruno", "Bruno Martin", street);
        agent("chloe", "Chloé Garnier", everyday);
        for (var service : catalogue.services()) {
            create(service.value(), "Service " + service.value(), Role.OFFICER, service);
        }
        LOG.atInfo().addKeyValue("file", passwords.file()).log("first-accounts-created");
    }

    private void agent(String login, String name, List<Skill> skills) throws IOException {
        create(login, name, Role.AGENT, null);
        routing.setSkills(
                new AgentId(login),
                skills.stream().map(skill -> new SkillNeed(skill, USUAL_LEVEL)).toList());
    }

    private void create(String login, String name, Role role, @Nullable ServiceCode service) throws IOException {
        var password = password();
        // on paper before it is in force, so that a crash in between locks nobody out
        passwords.add(new FirstPasswords.Line(login, password, role));
        accounts.create(new Account(new AgentId(login), name, role, service, true), password)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(login + ": " + refusal.detail());
                });
    }

    /// Easy to read out and to type, about 79 bits.
    private static String password() {
        var letters = "abcdefghjkmnpqrstuvwxyz23456789";
        var random = new SecureRandom();
        return IntStream.range(0, 4)
                .mapToObj(_ -> random.ints(4, 0, letters.length())
                        .mapToObj(at -> letters.substring(at, at + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
