package fr.allomairies.telephony.flow;

import fr.allomairies.contact.CategoryCode;
import org.jspecify.annotations.Nullable;

/// What a person should know of a talk with the assistant.
///
/// @param text in quoted lines; empty where nobody reads it
/// @param category that the caller chose; absent where he chose none
/// @param place in the caller's words; absent where he told none
record Summary(
        String text,
        @Nullable CategoryCode category,
        boolean urgent,
        @Nullable String place) {

    static Summary none(@Nullable CategoryCode category) {
        return new Summary("", category, false, null);
    }
}
