package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;

/// A sentence to be judged with, which was never learned.
public record HeldOut(String text, CategoryCode category, Style style, boolean urgent) {

    /// How it reached the city.
    public enum Style {
        SPEECH,
        CHAT,
        MAIL
    }
}
