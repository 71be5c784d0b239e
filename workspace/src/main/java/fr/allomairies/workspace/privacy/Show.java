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

    public String address(String value) {
        return PhoneNumbers.written(value);
    }
}
