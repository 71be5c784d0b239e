package fr.allomairies.ticketing.search;

import fr.allomairies.ticketing.model.TicketNumber;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody typed into the search field, read as words, as a ticket number, as a phone number and as an
/// address.
///
/// @param words for `to_tsquery`: every word must be there, each may go on, or the telephone; empty when there is none
/// @param number as far as it was typed, for `like`
/// @param phone national part of a French number, or E.164
/// @param email as typed, when it looks like one
public record SearchQuery(String words, Optional<String> number, Optional<String> phone, Optional<String> email) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern ENDING = Pattern.compile("(?i)(ees|ee|es|e|s|x)$");
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\d+])(?:\\+|00|0)(?:[\\s.()/\\-\\u00A0]{0,2}\\d){9,15}(?!\\d)");

    /// Words that say nothing and that PostgreSQL's list, or the list without accents, does not have.
    private static final Set<String> EVERYWHERE = Set.of("les", "à", "a", "où");

    private static final int SHORTEST = 4;
    private static final int MOST_PHONES = 50;
    private static final int MOST_WORDS = 12;
    private static final int LONGEST = 300;

    public static SearchQuery of(String typed) {
        var text = composed(bounded(typed)).strip();
        var phone = phone(text);
        var words = phone.map(number -> "(" + words(text) + ") | '" + digits(number) + "'")
                .orElseGet(() -> words(text));
        return new SearchQuery(words, number(text), phone, email(text));
    }

    /// @param words as [SearchWords] found them
    public static SearchQuery ofWords(String words) {
        return new SearchQuery(words, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static String bounded(String typed) {
        return typed.substring(0, Math.min(typed.length(), LONGEST));
    }

    /// It is something that the tables themselves know.
    public boolean isExact() {
        return number.isPresent() || phone.isPresent() || email.isPresent();
    }

    /// For `to_tsquery`: one of the words is enough.
    public String anyWord() {
        return words.replace(" & ", " | ");
    }

    /// Telephone numbers that stand in a text, however they are written there: each as one word.
    static String phonesIn(String text) {
        return PHONE.matcher(text)
                .results()
                .limit(MOST_PHONES)
                .flatMap(found -> phone(found.group()).stream())
                .map(SearchQuery::digits)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String digits(String phone) {
        return phone.substring(1);
    }

    /// One form for a letter and its accent, however they were typed.
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /// The words alone, as typed.
    static List<String> bareWords(String text) {
        return Arrays.stream(composed(text).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    private static String words(String text) {
        var all = bareWords(text);
        var telling = all.stream()
                .filter(word -> !EVERYWHERE.contains(word.toLowerCase(Locale.FRENCH)))
                .toList();
        return (telling.isEmpty() ? all : telling)
                .stream().map(SearchQuery::word).collect(Collectors.joining(" & "));
    }

    /// The word as it is, or without the ending of gender and number: a stemmer that sees no accents takes « cassee
    /// » for another word than « casse ».
    private static String word(String typed) {
        var shorter = withoutEnding(typed);
        return shorter.isEmpty() ? "'" + typed + "':*" : "('" + typed + "':* | '" + shorter.get() + "':*)";
    }

    /// Empty when it has no such ending, or too little before it. Without accents.
    public static Optional<String> withoutEnding(String typed) {
        var bare = withoutAccents(typed);
        var shorter = ENDING.matcher(bare).replaceFirst("");
        return shorter.length() < SHORTEST || shorter.equals(bare) ? Optional.empty() : Optional.of(shorter);
    }

    /// In small letters without accents.
    public static String plain(String word) {
        return withoutAccents(word).toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
    }

    private static String withoutAccents(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    }

    private static Optional<String> number(String text) {
        var whole = TicketNumber.read(text).map(TicketNumber::value);
        return whole.isPresent()
                ? whole
                : Optional.of(text.toUpperCase(Locale.ROOT)).filter(typed -> typed.matches("NCA-\\d{2}-\\d{1,6}"));
    }

    private static Optional<String> phone(String text) {
        var digits = text.replaceAll("[\\s.()/\\-\\u00A0]", "");
        if (digits.matches("0[1-9]\\d{8}")) {
            return Optional.of("+33" + digits.substring(1));
        }
        if (digits.matches("00[1-9]\\d{6,14}")) {
            return Optional.of("+" + digits.substring(2));
        }
        return digits.matches("\\+[1-9]\\d{6,14}") ? Optional.of(digits.replace("+330", "+33")) : Optional.empty();
    }

    private static Optional<String> email(String text) {
        return text.contains("@") && !text.contains(" ")
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
