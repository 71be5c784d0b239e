package fr.allomairies.application.security;

import fr.allomairies.application.parts.Home;
import fr.allomairies.application.parts.PartFailed;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The way back in for an administrator who has lost the password: whoever may write into the data folder writes a
/// login into the file `lost-password` there. The next start makes that account a new password, opens it when it was
/// closed, asks it for no second factor, and takes the file away.
@Component
@Order(1)
class LostPassword implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LostPassword.class);

    private final Home home;
    private final Accounts accounts;
    private final FirstPasswords passwords;
    private final SecondFactors factors;

    LostPassword(Home home, Accounts accounts, FirstPasswords passwords, SecondFactors factors) {
        this.home = home;
        this.accounts = accounts;
        this.passwords = passwords;
        this.factors = factors;
    }

    @Override
    public void run(ApplicationArguments args) throws IOException {
        var asked = home.folder().resolve("lost-password");
        if (Files.exists(asked)) {
            replace(account(asked));
            Files.delete(asked);
        }
    }

    private Account account(Path asked) throws IOException {
        var login = Files.readString(asked).strip();
        return known(login)
                .orElseThrow(() -> new PartFailed(
                        "Le fichier %s nomme « %s », qui n’est le nom d’aucun compte : corrigez-le, ou effacez-le."
                                .formatted(asked, login)));
    }

    private Optional<Account> known(String login) {
        return accounts.accounts().stream()
                .filter(account -> account.login().value().equals(login))
                .findFirst();
    }

    private void replace(Account lost) throws IOException {
        var password = Passwords.next();
        var open = new Account(lost.login(), lost.name(), lost.role(), lost.service(), true);
        accounts.put(open, password).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.detail());
        });
        factors.remove(lost.login(), null);
        passwords.add(new FirstPasswords.Line(lost.login().value(), password, lost.role()));
        LOG.atInfo()
                .addKeyValue("login", lost.login())
                .addKeyValue("file", passwords.file())
                .log("password-replaced");
    }
}
