package fr.allomairies.channels.messaging;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing of those that a call of the provider's tells.
///
/// @param id the same when it is told again
/// @param party who wrote it, as the provider calls him: what one citizen writes is handled in its order. Absent for
///     what is told of messages of ours, and where it is not told
record Piece(String id, @Nullable String party, JsonNode content) {}
