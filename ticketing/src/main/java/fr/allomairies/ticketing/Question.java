package fr.allomairies.ticketing;

import java.util.List;

/// What is asked of whoever reports something of a category.
///
/// @param code within its category
/// @param options that can be chosen; none for a text
public record Question(
        String code, boolean required, boolean several, String labelFr, String labelEn, List<Option> options) {

    public static final int LONGEST_ANSWER = 200;

    public Question {
        options = List.copyOf(options);
        if (several && options.isEmpty()) {
            throw new IllegalArgumentException("several of no options");
        }
    }

    /// @param language as a two-letter code; any other than English is answered in French
    public String label(String language) {
        return language.equals("en") ? labelEn : labelFr;
    }

    public record Option(String code, String labelFr, String labelEn) {

        public String label(String language) {
            return language.equals("en") ? labelEn : labelFr;
        }
    }
}
