package fr.allomairies.application.security;

import fr.allomairies.application.parts.Home;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<Catalogue> catalogue;
    private final ObjectProvider<Routing> routing;
    private final Sheet sheet;

    FirstAccounts(
            Accounts accounts, ObjectProvider<Catalogue> catalogue, ObjectProvider<Routing> routing, Sheet sheet) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.routing = routing;
        this.sheet = sheet;
    }

    @Override
    public void run(ApplicationArguments args) throws IOException {
        if (!accounts.accounts().isEmpty()) {
            return;
        }
        var skills = catalogue.stream()
                .flatMap(known -> known.categories().stream())
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
        for (var service :
                catalogue.stream().flatMap(known -> known.services().stream()).toList()) {
            create(service.value(), "Service " + service.value(), Role.OFFICER, service);
        }
        LOG.atInfo().addKeyValue("file", sheet.file()).log("first-accounts-created");
    }

    private void agent(String login, String name, List<Skill> skills) throws IOException {
        create(login, name, Role.AGENT, null);
        routing.ifAvailable(known -> known.setSkills(
                new AgentId(login),
                skills.stream().map(skill -> new SkillNeed(skill, USUAL_LEVEL)).toList()));
    }

    private void create(String login, String name, Role role, @Nullable ServiceCode service) throws IOException {
        var password = password();
        // on paper before it is in force, so that a crash in between locks nobody out
        sheet.add(login, role, password);
        accounts.create(new Account(new AgentId(login), name, role, service, true), password)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(login + ": " + refusal.detail());
                });
    }

    private static String password() {
        var letters = "abcdefghjkmnpqrstuvwxyz23456789";
        var random = new SecureRandom();
        return IntStream.range(0, 4)
                .mapToObj(_ -> random.ints(4, 0, letters.length())
                        .mapToObj(at -> letters.substring(at, at + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }

    /// The file of first passwords. A line goes when its password is changed.
    @Component
    static class Sheet {

        private final Home home;

        Sheet(Home home) {
            this.home = home;
        }

        Path file() {
            return home.folder().resolve("first-accounts.txt");
        }

        private synchronized void add(String login, Role role, String password) throws IOException {
            var lines = lines();
            lines.removeIf(line -> isOf(login, line));
            lines.add("%s %s %s".formatted(login, password, role));
            home.write(file(), String.join(System.lineSeparator(), lines));
        }

        synchronized void strike(AgentId login) {
            try {
                var lines = lines();
                if (lines.removeIf(line -> isOf(login.value(), line))) {
                    home.write(file(), String.join(System.lineSeparator(), lines));
                }
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("file", file()).setCause(e).log("first-password-not-struck");
            }
        }

        private List<String> lines() throws IOException {
            return Files.exists(file()) ? new ArrayList<>(Files.readAllLines(file())) : new ArrayList<>();
        }

        private static boolean isOf(String login, String line) {
            return line.startsWith(login + " ");
        }
    }
}
