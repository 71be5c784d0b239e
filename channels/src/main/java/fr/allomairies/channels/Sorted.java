package fr.allomairies.channels;

import fr.allomairies.ticketing.CategoryGuess;
import org.jspecify.annotations.Nullable;

/// What a contact is about and whether it may wait.
///
/// @param guess where the contact does not say its category itself
public record Sorted(@Nullable CategoryGuess guess, boolean urgent) {}
