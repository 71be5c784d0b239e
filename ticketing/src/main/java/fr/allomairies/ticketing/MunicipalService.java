package fr.allomairies.ticketing;

import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.ServiceCode;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who does the work behind the desk, and how he is given it.
///
/// @param email where he is written to; present when the way is [Way#MAIL]
/// @param webhook his software; present when the way is [Way#WEBHOOK]
/// @param workingDays within which he answers what he is given
/// @param outside another administration or a company, competent where the city is not: who asked is told that his
///     request was passed on
/// @param active takes work; who no longer does keeps his name for the requests of before
public record MunicipalService(
        ServiceCode code,
        String labelFr,
        String labelEn,
        Way way,
        @Nullable EmailAddress email,
        @Nullable URI webhook,
        int workingDays,
        boolean outside,
        boolean active) {

    public enum Way {
        /// His officers sign in.
        INSIDE,
        /// By a mail with a link, by which he answers.
        MAIL,
        /// By his own software.
        WEBHOOK
    }

    /// @param language as a two-letter code; any other than English is answered in French
    public String label(Locale language) {
        return language.getLanguage().equals("en") ? labelEn : labelFr;
    }
}
