package fr.allomairies.workspace.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.PhoneNumbers;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Instants as the city reads them, people and topics by their names.
public record Show(AgentDirectory directory, Catalogue catalogue, Locale locale) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    public String time(Instant at) {
        return FORMAT.format(at.atZone(Interval.CITY));
    }

    public String name(AgentId who) {
        return directory.nameOf(who);
    }

    public String category(CategoryCode code) {
        return catalogue
                .category(code)
                .map(category -> category.label(locale.getLanguage()))
                .orElse(code.value());
    }

    /// A category by its name, a theme by its code; null for a channel.
    public @Nullable String exception(String key) {
        return key.startsWith("category.") ? category(new CategoryCode(key.substring("category.".length()))) : null;
    }

    public String channel(String key) {
        return key.substring("channel.".length());
    }

    public String address(String value) {
        return PhoneNumbers.written(value);
    }
}
