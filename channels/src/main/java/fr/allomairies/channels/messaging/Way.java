package fr.allomairies.channels.messaging;

/// How a citizen can be written to now.
enum Way {
    /// He has written lately: in our own words.
    FREELY,
    /// In our own words, as an answer of a person that comes late.
    LATE,
    /// By the text that the provider has approved.
    BY_TEMPLATE,
    NOT
}
