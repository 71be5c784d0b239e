package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a rule has raised, in the words that the rule had then.
///
/// @param value of the figure when it was raised
record Alert(
        UUID id,
        UUID rule,
        String name,
        Figure figure,
        Scope scope,
        boolean above,
        double threshold,
        boolean sound,
        double value,
        Instant raisedAt,
        @Nullable AgentId acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant endedAt) {

    Alert unacknowledged() {
        return new Alert(id, rule, name, figure, scope, above, threshold, sound, value, raisedAt, null, null, endedAt);
    }

    static Alert raised(Rule rule, double value, Instant at) {
        return new Alert(
                UUID.randomUUID(),
                rule.id(),
                rule.name(),
                rule.figure(),
                rule.scope(),
                rule.above(),
                rule.threshold(),
                rule.sound(),
                value,
                at,
                null,
                null,
                null);
    }
}
