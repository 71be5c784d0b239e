package fr.allomairies.ticketing.letters;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What letters say of the house that writes them.
///
/// @param signature who signs
/// @param contactDetails how the city is reached, which an acknowledgement must name (CRPA R. 112-11-1)
/// @param mostPerHour letters of the house itself to one address in an hour, 1 to 1000; what would go beyond is
/// noted on the ticket instead, so that two machines never answer each other for long
/// @param mostPerTicket letters of the house itself on one ticket in a day, 1 to 1000; noted in the same way beyond
@ConfigurationProperties("allo.letters")
public record LetterSettings(
        @DefaultValue("Métropole Nice Côte d’Azur") String signature,
        @DefaultValue("Allo Mairies, 3906") String contactDetails,
        @DefaultValue("20") int mostPerHour,
        @DefaultValue("15") int mostPerTicket) {

    public LetterSettings {
        if (signature.isBlank() || contactDetails.isBlank()) {
            throw new IllegalArgumentException("allo.letters.signature and contact-details must say something");
        }
        if (mostPerHour < 1 || mostPerHour > 1000) {
            throw new IllegalArgumentException("allo.letters.most-per-hour is 1 to 1000, was: " + mostPerHour);
        }
        if (mostPerTicket < 1 || mostPerTicket > 1000) {
            throw new IllegalArgumentException("allo.letters.most-per-ticket is 1 to 1000, was: " + mostPerTicket);
        }
    }
}
