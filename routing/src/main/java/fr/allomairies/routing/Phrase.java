package fr.allomairies.routing;

import java.time.Duration;
import java.util.List;

/// What rules mean, to be said in the reader's language.
public sealed interface Phrase {

    /// @param key stable kebab-case code of the sentence into which the parts go
    record Said(String key, List<Phrase> parts) implements Phrase {

        public Said {
            parts = List.copyOf(parts);
        }
    }

    /// A code that has a label in the reader's language, or stands for itself.
    record Named(Kind kind, String code) implements Phrase {}

    record Time(Duration value) implements Phrase {}

    /// @param value as it stands in the rules, such as `0.05`
    record Figure(String value) implements Phrase {}

    static Phrase said(String key, Phrase... parts) {
        return new Said(key, List.of(parts));
    }

    enum Kind {
        SKILL,
        CHANNEL,
        CATEGORY,
        LANGUAGE,
        COMMUNE,
        NUMBER,
        AGENT,
        PRIORITY_CLASS,
        LINE,
        WAY_OUT
    }

    record Paragraph(Phrase title, List<Phrase> sentences) {

        public Paragraph {
            sentences = List.copyOf(sentences);
        }
    }
}
