package fr.allomairies.channels;

import fr.allomairies.ticketing.CategoryGuess;
import org.jspecify.annotations.Nullable;

/// What a contact is about and whether it may wait.
///
/// @param guess where the contact does not say its category itself
/// @param joins number of the request of others with which it is one matter, so that nobody need answer it
public record Sorted(
        @Nullable CategoryGuess guess,
        boolean urgent,
        @Nullable String joins) {

    public Sorted(@Nullable CategoryGuess guess, boolean urgent) {
        this(guess, urgent, null);
    }
}
