package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Passwords;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

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
    private final TransactionOperations transaction;

    FirstAccounts(
            Accounts accounts,
            Catalogue catalogue,
            Routing routing,
            FirstPasswords passwords,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.routing = routing;
        this.passwords = passwords;
        this.transaction = transaction;
    }

    /// All accounts or none, whenever the start is interrupted: the next one then makes them all.
    @Override
    public void run(ApplicationArguments args) {
        if (accounts.accounts().isEmpty()) {
            teach();
            transaction.executeWithoutResult(_ -> createAll());
            LOG.atInfo().addKeyValue("file", passwords.file()).log("first-accounts-created");
        }
    }

    /// Before there are accounts, since the routing stores skills in a transaction of its own.
    private void teach() {
        var skills = catalogue.categories().stream()
                .map(Category::skill)
                .distinct()
                .sorted()
                .toList();
        teach("amina", skills.stream());
        teach("bruno", skills.stream().filter(skill -> !EVERYDAY.contains(skill.value())));
        teach("chloe", skills.stream().filter(skill -> EVERYDAY.contains(skill.value())));
    }

    private void teach(String login, Stream<Skill> skills) {
        routing.setSkills(
                new AgentId(login),
                skills.map(skill -> new SkillNeed(skill, USUAL_LEVEL)).toList());
    }

    private void createAll() {
        create("admin", "Administration", Role.ADMINISTRATOR, null);
        create("superviseur", "Sylvie Roux", Role.SUPERVISOR, null);
        create("amina", "Amina Benali", Role.AGENT, null);
        create("bruno", "Bruno Martin", Role.AGENT, null);
        create("chloe", "Chloé Garnier", Role.AGENT, null);
        for (var service : catalogue.services()) {
            create(service.value(), label(service), Role.OFFICER, service);
        }
    }

    private String label(ServiceCode service) {
        return catalogue.service(service).map(MunicipalService::labelFr).orElseGet(service::value);
    }

    private void create(String login, String name, Role role, @Nullable ServiceCode service) {
        var password = Passwords.next();
        try {
            // on paper before it is in force, so that a crash in between locks nobody out
            passwords.add(new FirstPasswords.Line(login, password, role));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accounts.create(new Account(new AgentId(login), name, role, service, true), password)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(login + ": " + refusal.detail());
                });
    }
}
