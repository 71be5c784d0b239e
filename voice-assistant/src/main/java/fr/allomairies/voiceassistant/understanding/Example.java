package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;

/// A sentence of which somebody said what it means.
///
/// @param urgent someone is in danger now
public record Example(String text, CategoryCode category, boolean urgent) {}
