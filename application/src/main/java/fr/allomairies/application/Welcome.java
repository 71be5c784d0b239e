package fr.allomairies.application;

import fr.allomairies.application.parts.Home;
import fr.allomairies.application.parts.PartFailed;
import fr.allomairies.application.parts.Parts;
import fr.allomairies.application.security.FirstPasswords;
import fr.allomairies.telephony.AnsweringAssistant;
import fr.allomairies.workspace.Role;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Tells whoever started it where to click, whom to sign in as, which number to call and where to write, and what is
/// missing and why.
@Component
class Welcome {

    /// One of the services; all of them would push the rest out of sight.
    private static final String AN_OFFICER = "voirie";

    private static final String HEARS = "recognition: on";

    private final Parts parts;
    private final Home home;
    private final FirstPasswords passwords;
    private final AnsweringAssistant assistant;
    private final MessageSource messages;
    private final Environment settings;
    private final PrintStream console = System.out;

    Welcome(
            Parts parts,
            Home home,
            FirstPasswords passwords,
            AnsweringAssistant assistant,
            MessageSource messages,
            Environment settings) {
        this.parts = parts;
        this.home = home;
        this.passwords = passwords;
        this.assistant = assistant;
        this.messages = messages;
        this.settings = settings;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        console.println();
        say("ready", seconds(ready.getTimeTaken()), home.folder());
        console.println();
        var site = "http://localhost:" + settings.getRequiredProperty("local.server.port");
        say("click", site);
        say("sign-in", passwords.file());
        passwords.freshlyMade().stream()
                .filter(line -> line.role() != Role.OFFICER || line.login().equals(AN_OFFICER))
                .forEach(line -> say("password", line.login(), line.password(), role(line.role())));
        if (passwords.freshlyMade().isEmpty()) {
            say("sign-in-again");
        }
        sayMail();
        say("chat", site);
        say("open311", site);
        sayTelephone();
        console.println();
        say("stop");
    }

    private String role(Role role) {
        return messages.getMessage("administration.role." + role, null, Locale.FRENCH);
    }

    private void sayMail() {
        if (parts.hasTrialMail()) {
            say(
                    "write",
                    setting("allo.mail.address"),
                    setting("allo.parts.smtp-port"),
                    setting("allo.parts.imap-port"));
        } else {
            parts.mailProblem()
                    .ifPresentOrElse(
                            problem -> say("no-mail", problem),
                            () -> say("write-elsewhere", setting("allo.mail.address")));
        }
    }

    private void sayTelephone() {
        parts.asterisk().ifPresent(asterisk -> {
            if (!asterisk.isDone()) {
                say("call-later");
            }
            asterisk.whenComplete((_, problem) -> {
                if (problem == null) {
                    say("call", setting("allo.telephony.asterisk.sip-port"));
                    assistant.status().ifPresent(what -> say(what.equals(HEARS) ? "assistant-hears" : "assistant"));
                } else {
                    say("no-call", sentence(problem));
                }
            });
        });
    }

    private static String sentence(Throwable problem) {
        var cause = problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof PartFailed ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private static String seconds(@Nullable Duration taken) {
        return taken == null ? "?" : String.format(Locale.FRENCH, "%.1f", taken.toMillis() / 1000.0);
    }

    private String setting(String name) {
        return settings.getProperty(name, "");
    }

    private void say(String key, Object... values) {
        console.println(messages.getMessage("application.welcome." + key, values, Locale.FRENCH));
    }
}
