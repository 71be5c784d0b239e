package fr.allomairies.workspace.desk;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Sector;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.workspace.PhoneNumbers;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Codes as people read them. A code without a text is shown as it is.
@Component
class Labels {

    private static final String HOME = "FR";

    private final Catalogue catalogue;
    private final MessageSource messages;
    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    Labels(Catalogue catalogue, MessageSource messages) {
        this.catalogue = catalogue;
        this.messages = messages;
    }

    String category(CategoryCode code, Locale locale) {
        return catalogue
                .category(code)
                .map(category -> category.label(locale.getLanguage()))
                .orElseGet(code::value);
    }

    String skill(Skill skill, Locale locale) {
        return text("skill." + skill, skill.value(), locale);
    }

    String service(ServiceCode service, Locale locale) {
        return text("service." + service, service.value(), locale);
    }

    /// Which sector says whose work it is.
    String sector(Sector sector, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(
                "tickets.work.sector",
                new Object[] {sector.name(), service(sector.of(), locale), service(sector.takenBy(), locale)},
                locale));
    }

    /// The best that is known of who it is; empty for nothing.
    String citizen(Sender sender) {
        return Stream.of(
                        sender.name(),
                        sender.phone() == null ? null : phone(sender.phone()),
                        sender.email() == null ? null : sender.email().value())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /// As people in France write it; foreign numbers with their prefix.
    String phone(PhoneNumber number) {
        return PhoneNumbers.written(number.e164());
    }

    /// Reads a number as people write it.
    PhoneNumber phone(String typed) {
        try {
            return new PhoneNumber(numbers.format(numbers.parse(typed, HOME), PhoneNumberFormat.E164));
        } catch (NumberParseException _) {
            throw new IllegalArgumentException("phone is not a phone number");
        }
    }

    private String text(String key, String otherwise, Locale locale) {
        return Objects.requireNonNullElse(messages.getMessage(key, null, otherwise, locale), otherwise);
    }
}
