package fr.allomairies.application.security;

import fr.allomairies.application.parts.Home;
import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The file of the passwords that were made at a start, which only its owner may read. A line goes when its password is
/// changed.
@Component
public class FirstPasswords {

    private static final Logger LOG = LoggerFactory.getLogger(FirstPasswords.class);

    private final Home home;
    private final List<Line> made = new ArrayList<>();

    FirstPasswords(Home home) {
        this.home = home;
    }

    public record Line(String login, String password, Role role) {

        @Override
        public String toString() {
            return login + " " + role;
        }
    }

    public Path file() {
        return home.folder().resolve("first-accounts.txt");
    }

    /// Those made since the process began: shown once.
    public synchronized List<Line> freshlyMade() {
        return List.copyOf(made);
    }

    synchronized void add(Line line) throws IOException {
        var lines = lines();
        lines.removeIf(text -> isOf(line.login(), text));
        lines.add("%s %s %s".formatted(line.login(), line.password(), line.role()));
        home.write(file(), String.join(System.lineSeparator(), lines));
        made.add(line);
    }

    synchronized void strike(AgentId login) {
        try {
            var lines = lines();
            if (lines.removeIf(text -> isOf(login.value(), text))) {
                home.write(file(), String.join(System.lineSeparator(), lines));
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("file", file()).setCause(e).log("first-password-not-struck");
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(file()) ? new ArrayList<>(Files.readAllLines(file())) : new ArrayList<>();
    }

    private static boolean isOf(String login, String text) {
        return text.startsWith(login + " ");
    }
}
