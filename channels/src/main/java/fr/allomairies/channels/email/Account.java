package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.channels.CityMailbox.Security;

/// A mailbox with what it signs in with.
///
/// @param version changes with whatever is changed of it
record Account(long version, CityMailbox mailbox, Secrets secrets) {

    static final long OF_SETTINGS = 0;

    /// Not kept yet.
    static final long TRIED = -1;

    Account withRefresh(String token) {
        return new Account(version, mailbox, new Secrets(secrets.imap(), secrets.smtp(), secrets.client(), token));
    }

    String address() {
        return mailbox.address().value();
    }

    MailServer imap() {
        var imap = mailbox.imap();
        return new MailServer(imap.security() == Security.TLS ? "imaps" : "imap", imap);
    }

    MailServer smtp() {
        var smtp = mailbox.smtp();
        return new MailServer(smtp.security() == Security.TLS ? "smtps" : "smtp", smtp);
    }

    String imapUser() {
        return mailbox.imap().user().isEmpty() ? address() : mailbox.imap().user();
    }
}
