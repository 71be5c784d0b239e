package fr.allomairies.telephony.flow;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import fr.allomairies.contact.PhoneNumber;
import org.jspecify.annotations.Nullable;

/// Makes an E.164 number of what the network gives for the caller.
final class CallerNumbers {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final String region;

    CallerNumbers(String region) {
        this.region = region;
    }

    /// Null for a withheld number and for anything that is none, such as an extension.
    @Nullable
    PhoneNumber parse(@Nullable String from) {
        if (from == null || from.isBlank()) {
            return null;
        }
        try {
            var number = NUMBERS.parse(from, region);
            return NUMBERS.isPossibleNumber(number)
                    ? new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : null;
        } catch (NumberParseException | IllegalArgumentException _) {
            return null;
        }
    }
}
