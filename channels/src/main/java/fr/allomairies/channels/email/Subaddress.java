package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The address `name+id@city` of one letter: an answer that has lost its thread, and a bounce that names no mail,
/// still tell which letter they are about.
final class Subaddress {

    private static final List<String> RECIPIENTS =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc");
    private static final Pattern TAGGED = Pattern.compile(
            "([^\\s@<>\"(),:;+]+)\\+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(@[^\\s@<>\"(),:;]+)",
            Pattern.CASE_INSENSITIVE);

    private Subaddress() {}

    static String of(CityMailbox mailbox, InteractionId letter) {
        var address = mailbox.address().value();
        var at = address.indexOf('@');
        return address.substring(0, at) + "+" + letter + address.substring(at);
    }

    /// The letter in an address that the mail was sent to, if it is one of ours.
    static Optional<InteractionId> in(Mail mail, List<Account> ours) {
        return RECIPIENTS.stream()
                .flatMap(name -> mail.headers(name).stream())
                .flatMap(header -> TAGGED.matcher(header).results())
                .flatMap(found -> address(found.group(1) + found.group(3))
                        .filter(address -> ours.stream()
                                .map(Account::mailbox)
                                .anyMatch(mailbox -> mailbox.subaddresses()
                                        && mailbox.address().equals(address)))
                        .map(_ -> InteractionId.of(found.group(2))))
                .findFirst();
    }

    private static Stream<EmailAddress> address(String text) {
        try {
            return Stream.of(new EmailAddress(text));
        } catch (IllegalArgumentException _) {
            return Stream.empty();
        }
    }
}
