package fr.allomairies.channels.messaging;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing of those that a call of the provider's tells.
///
/// @param id the same when it is told again
/// @param party whom it is about, as the provider calls him: what is about one citizen is handled in its order
record Piece(String id, @Nullable String party, JsonNode content) {}
