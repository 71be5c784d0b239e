package fr.allomairies.voiceassistant;

import java.util.List;

/// What may threaten a life now, and whom to call for it. 112 reaches them all, 114 does by text.
public enum Danger {
    FIRE("18"),
    GAS("18"),
    MEDICAL("15"),
    CHILD("17"),
    VIOLENCE("17"),
    DESPAIR("15", "3114"),
    ELECTRIC("18"),
    COLLAPSE("18"),
    /// Somebody calls for help and does not say why.
    HELP("112");

    private final List<String> numbers;

    Danger(String... numbers) {
        this.numbers = List.of(numbers);
    }

    /// The number to call first, then others that help.
    public List<String> numbers() {
        return numbers;
    }
}
