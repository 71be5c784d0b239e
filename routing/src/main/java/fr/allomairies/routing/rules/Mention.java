package fr.allomairies.routing.rules;

/// A code that must exist, where the text names it.
record Mention(Kind kind, String code, int line, int column) {

    enum Kind {
        SKILL,
        AGENT,
        CHANNEL,
        CATEGORY,
        NUMBER,
        PRIORITY_CLASS,
        LINE,
        WAY_OUT
    }
}
