package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.measures.AgentSpans.Span;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One agent's day: her part of the contacts that were queued on it, and what she did when.
///
/// @param since when everything is known
/// @param figures of her parts alone
/// @param spent by state, that of a day that goes on up to now
/// @param pauses by reason, empty where none was told
/// @param states all but the time away, in their order
/// @param contacts of the day, the newest first
/// @param ofBefore contacts of earlier days of which she finished a part on this one; they count there
public record OwnDay(
        AgentId agent,
        LocalDate day,
        Instant since,
        Figures figures,
        @Nullable Double occupancy,
        Map<AgentState, Duration> spent,
        Map<String, Duration> pauses,
        List<Span> states,
        List<ContactRecord> contacts,
        List<ContactRecord> ofBefore) {

    public double seconds(AgentState state) {
        return spent.getOrDefault(state, Duration.ZERO).toMillis() / 1000.0;
    }

    /// Signed in, whatever she did.
    public double present() {
        return spent.entrySet().stream()
                        .filter(entry -> entry.getKey() != AgentState.OFFLINE)
                        .mapToLong(entry -> entry.getValue().toMillis())
                        .sum()
                / 1000.0;
    }
}
