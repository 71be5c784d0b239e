package fr.allomairies.voiceassistant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What changes in a sentence from one conversation to the next: its name stands in braces.
public enum Place {
    SUJET("lampadaire éteint"),
    LIEU("12 rue de la République à Nice"),
    DATE("lundi 3 novembre"),
    CHIFFRE("1"),
    NUMERO("NCA-26-000123"),
    SECOURS("18"),
    TELEPHONE("04 93 00 11 22"),
    ADRESSE("camille@example.org"),
    OUVERTURE("lundi 3 novembre à 8 heures");

    private final String example;

    Place(String example) {
        this.example = example;
    }

    /// As it stands in the sentence, with its braces.
    public String mark() {
        return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }

    public String example() {
        return example;
    }

    static Optional<Place> marked(String mark) {
        return Arrays.stream(values())
                .filter(place -> place.mark().equals(mark))
                .findFirst();
    }
}
