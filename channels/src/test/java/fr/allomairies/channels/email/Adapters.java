package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.channels.wording.Wording;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/// An e-mail adapter as the product makes it.
final class Adapters {

    static final MailSettings SETTINGS = new MailSettings(
            "mairie@allo.test",
            "Mairie",
            new MailSettings.Imap("localhost", 2143, "", "secret", Security.NONE),
            new MailSettings.Smtp("localhost", 2525, "", "", Security.NONE),
            Duration.ofMillis(500),
            DataSize.ofMegabytes(25),
            List.of("login.mairie.test"));

    private Adapters() {}

    static EmailAdapter email() {
        return email(SETTINGS.account());
    }

    static EmailAdapter email(Account... active) {
        var accounts = new Accounts() {
            @Override
            public List<Account> active() {
                return List.of(active);
            }

            @Override
            public Optional<String> reached(Collection<String> messageIds) {
                return Optional.of(active[active.length - 1].address());
            }
        };
        return new EmailAdapter(
                SETTINGS,
                accounts,
                new MailboxWatch(Clock.systemUTC()),
                new Notices(SETTINGS, accounts, new Wording()),
                new Wording());
    }
}
