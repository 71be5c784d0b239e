package fr.allomairies.workspace;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import fr.allomairies.contact.PhoneNumber;
import java.util.Optional;

/// Telephone numbers as people in France write them.
public final class PhoneNumbers {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String HOME = "FR";
    private static final int HOME_PREFIX = 33;

    private PhoneNumbers() {}

    /// Foreign numbers with their prefix, short ones as they are.
    public static String written(String number) {
        if (!number.startsWith("+")) {
            return number;
        }
        try {
            var parsed = NUMBERS.parse(number, HOME);
            return NUMBERS.format(
                    parsed,
                    parsed.getCountryCode() == HOME_PREFIX
                            ? PhoneNumberFormat.NATIONAL
                            : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException _) {
            return number;
        }
    }

    /// As typed, with or without the prefix of the country.
    public static Optional<PhoneNumber> read(String typed) {
        try {
            var parsed = NUMBERS.parse(typed, HOME);
            return NUMBERS.isPossibleNumber(parsed)
                    ? Optional.of(new PhoneNumber(NUMBERS.format(parsed, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
