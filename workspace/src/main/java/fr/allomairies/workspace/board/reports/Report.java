package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The figures of a period.
///
/// @param position of the log up to which it was read
/// @param channels by the channel's code
/// @param agentSeconds time of all agents in each state
/// @param overflows from where to where contacts overflowed
/// @param rows one for each step of the period, empty ones too
public record Report(
        Instant from,
        Instant to,
        long position,
        Rule rule,
        Figures total,
        @Nullable Double occupancy,
        Map<AgentState, Double> agentSeconds,
        Map<String, Figures> channels,
        List<Overflows.Count> overflows,
        List<Row> rows) {

    /// Times in seconds.
    public record Rule(ServiceLevelRule rule, Map<String, Long> answerWithin, long shortAbandon) {}

    public record Row(
            Instant from,
            Instant to,
            Figures figures,
            @Nullable Double occupancy) {}
}
