package fr.allomairies.telephony.flow;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.OutwardSettings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Makes an E.164 number of what the network gives for the caller, and for what he dialled.
final class CallerNumbers {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final Set<PhoneNumberType> ORDINARY = EnumSet.of(
            PhoneNumberType.FIXED_LINE,
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.VOIP);

    /// Not 0806 to 0809, which cost an ordinary call.
    private static final Set<PhoneNumberType> DEAR =
            EnumSet.of(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UNKNOWN);

    private static final Refusal NO_NUMBER = new Refusal("number-invalid", "this is no telephone number");
    private static final Refusal ABROAD = new Refusal("number-abroad", "calls to other countries are not allowed");
    private static final Refusal PREMIUM =
            new Refusal("number-premium", "calls to numbers at a premium are not allowed");

    private final String region;
    private final OutwardSettings outward;

    CallerNumbers(String region, OutwardSettings outward) {
        this.region = region;
        this.outward = outward;
    }

    /// Why an agent may not call it; empty when she may.
    Optional<Refusal> refusal(@Nullable PhoneNumber number) {
        try {
            return number == null ? Optional.of(NO_NUMBER) : refusal(NUMBERS.parse(number.e164(), region));
        } catch (NumberParseException _) {
            return Optional.of(NO_NUMBER);
        }
    }

    private Optional<Refusal> refusal(Phonenumber.PhoneNumber number) {
        if (!NUMBERS.isValidNumber(number)) {
            return Optional.of(NO_NUMBER);
        }
        if (!outward.premium() && DEAR.contains(NUMBERS.getNumberType(number))) {
            return Optional.of(PREMIUM);
        }
        return outward.abroad() || NUMBERS.isValidNumberForRegion(number, region)
                ? Optional.empty()
                : Optional.of(ABROAD);
    }

    /// As people of the region write it.
    String written(PhoneNumber number) {
        try {
            var parsed = NUMBERS.parse(number.e164(), region);
            return NUMBERS.formatOutOfCountryCallingNumber(parsed, region);
        } catch (NumberParseException _) {
            return number.e164();
        }
    }

    /// A number that may be dialled on behalf of who gave it: an ordinary one of the region, for whoever calls in could
    /// make us call a dear one.
    Optional<PhoneNumber> callable(@Nullable String text) {
        return Optional.ofNullable(parse(text)).filter(this::isOrdinary);
    }

    /// As [#callable], of the first number in a sentence.
    Optional<PhoneNumber> callableIn(String sentence) {
        return StreamSupport.stream(NUMBERS.findNumbers(sentence, region).spliterator(), false)
                .findFirst()
                .flatMap(found -> callable(NUMBERS.format(found.number(), PhoneNumberFormat.E164)));
    }

    private boolean isOrdinary(PhoneNumber number) {
        try {
            var parsed = NUMBERS.parse(number.e164(), region);
            return NUMBERS.isValidNumberForRegion(parsed, region) && ORDINARY.contains(NUMBERS.getNumberType(parsed));
        } catch (NumberParseException _) {
            return false;
        }
    }

    /// What was dialled, in one form for all in which an operator may deliver it: E.164, or the digits of a
    /// short number.
    String dialled(String number) {
        var parsed = parse(number);
        return parsed == null ? number.replaceAll("[^0-9]", "") : parsed.e164();
    }

    /// The digits of all those forms: with the country's code, bare or behind 00, and as it is dialled in the
    /// country.
    Set<String> delivered(String dialled) {
        var bare = dialled.replaceAll("[^0-9]", "");
        return dialled.startsWith("+") ? Set.of(bare, "00" + bare, spoken(new PhoneNumber(dialled))) : Set.of(bare);
    }

    /// The digits as people of the region say them.
    String spoken(PhoneNumber number) {
        try {
            return NUMBERS.format(NUMBERS.parse(number.e164(), region), PhoneNumberFormat.NATIONAL)
                    .replaceAll("[^0-9]", "");
        } catch (NumberParseException _) {
            return number.e164().substring(1);
        }
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
