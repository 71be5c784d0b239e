package fr.allomairies.channels.email;

import fr.allomairies.channels.wording.Wording;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// An e-mail adapter as the product makes it.
final class Adapters {

    static final MailSettings SETTINGS = new MailSettings(
            "mairie@allo.test",
            "Mairie",
            new MailSettings.Imap("localhost", 2143, "", "secret", MailSettings.Security.NONE),
            new MailSettings.Smtp("localhost", 2525, "", "", MailSettings.Security.NONE),
            Duration.ofMillis(500),
            DataSize.ofMegabytes(25));

    private Adapters() {}

    static EmailAdapter email() {
        return new EmailAdapter(SETTINGS, new Notices(SETTINGS, new Wording()));
    }
}
