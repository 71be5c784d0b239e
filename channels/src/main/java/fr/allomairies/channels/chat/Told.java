package fr.allomairies.channels.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the assistant found out before it handed over.
///
/// @param subject the citizen's own words in one line
/// @param category absent where the assistant has no idea
/// @param sure of the category, as sure as the house asks for; absent in what an older version wrote
/// @param words of the citizen that counted most for the category
/// @param joins number of the request of others that it is one with
record Told(
        String subject,
        @Nullable String category,
        double probability,
        @Nullable Boolean sure,
        List<String> words,
        boolean urgent,
        @Nullable String place,
        @Nullable String joins) {}
