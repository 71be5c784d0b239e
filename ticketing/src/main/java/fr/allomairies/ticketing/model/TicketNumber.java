package fr.allomairies.ticketing.model;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What citizen and agent call a ticket: the metropolis, the year, a number that is never given twice.
public record TicketNumber(String value) {

    private static final String FORM = "NCA-\\d{2}-\\d{6,12}";
    private static final Pattern WHOLE = Pattern.compile(FORM, Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("\\[\\s*(" + FORM + ")\\s*]", Pattern.CASE_INSENSITIVE);

    public TicketNumber {
        if (!WHOLE.matcher(value).matches()) {
            throw new IllegalArgumentException("a ticket number is NCA-year-number, was: " + value);
        }
        value = value.toUpperCase(Locale.ROOT);
    }

    public static TicketNumber of(LocalDate opened, long sequence) {
        return new TicketNumber("NCA-%02d-%06d".formatted(opened.getYear() % 100, sequence));
    }

    /// The number alone, in any case of letters, with or without brackets around it.
    public static Optional<TicketNumber> read(String text) {
        var bare = text.strip().replaceAll("^\\[|]$", "");
        return WHOLE.matcher(bare).matches() ? Optional.of(new TicketNumber(bare)) : Optional.empty();
    }

    /// The number that a subject carries in brackets, such as `Re: Lampadaire [NCA-26-000123]`.
    public static Optional<TicketNumber> inSubject(String subject) {
        var tag = TAG.matcher(subject);
        return tag.find() ? Optional.of(new TicketNumber(tag.group(1))) : Optional.empty();
    }

    /// The subject with the number in brackets behind it, once.
    public String tag(String subject) {
        var untagged = TAG.matcher(subject).replaceAll("").strip();
        return (untagged + " [" + value + "]").strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
