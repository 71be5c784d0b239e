package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the board shows, as of one position of the log; what a board receives is always the whole.
///
/// @param latestEventAt when the event at that position happened; absent for an empty log
/// @param at when it was made
/// @param catchingUp the log is still being read after a start; the figures are not yet those of now
/// @param inConversation contacts with an agent now, wrap-up apart
/// @param waitingInAll how many wait; `waiting` lists the first of them, longest first
/// @param overflows of today's contacts, from where to where
/// @param states how many agents are in each state
/// @param alerts by the settings of the house; `raised` by the rules of the supervisors
public record BoardState(
        long position,
        @Nullable Instant latestEventAt,
        Instant at,
        LocalDate day,
        Instant dayFrom,
        Instant dayTo,
        boolean catchingUp,
        Rule rule,
        Figures total,
        @Nullable Double occupancy,
        int waitingInAll,
        int inConversation,
        List<Channel> channels,
        List<SkillLine> skills,
        Map<AgentState, Integer> states,
        List<Agent> agents,
        List<Waiting> waiting,
        List<Quarter> quarters,
        List<Overflows.Count> overflows,
        List<Alert> alerts,
        List<Raised> raised) {

    /// @param shortAbandon seconds
    public record Rule(ServiceLevelRule rule, double serviceLevelTarget, double answerRateTarget, long shortAbandon) {}

    /// @param oldest since when the one waits who waits longest
    /// @param answerWithin seconds
    public record Channel(
            String channel,
            int waiting,
            @Nullable Instant oldest,
            int inConversation,
            long answerWithin,
            Figures figures) {}

    /// @param signedIn agents with the skill who are not offline
    public record SkillLine(
            String skill, int waiting, @Nullable Instant oldest, int available, int signedIn) {

        /// And those of another, who do not wait longer than these.
        SkillLine with(SkillLine other) {
            return new SkillLine(
                    skill,
                    waiting + other.waiting,
                    oldest == null ? other.oldest : oldest,
                    available + other.available,
                    signedIn + other.signedIn);
        }
    }

    /// @param handled agent legs of today that are finished
    public record Agent(
            String login,
            String name,
            AgentState state,
            @Nullable String reason,
            Instant since,
            int handled,
            @Nullable Double handleTime) {}

    public record Waiting(
            String contact,
            String channel,
            String category,
            String labelFr,
            String labelEn,
            List<String> skills,
            Instant since,
            int priority,
            Why why,
            @Nullable String agent) {}

    /// Why somebody waits.
    public enum Why {
        /// a phone rings, or a card is shown, at `agent`
        RINGING,
        /// nobody with the skills is signed in
        NOBODY,
        /// all with the skills pause
        ALL_PAUSED,
        /// all with the skills are with somebody
        ALL_BUSY,
        /// somebody is available: others come first, or it is being offered
        NEXT
    }

    /// Only quarter hours in which something was counted.
    public record Quarter(
            Instant from,
            int offered,
            int answered,
            int abandoned,
            @Nullable Double serviceLevel,
            @Nullable Double answerRate) {}

    /// @param subject the channel or the skill that it is about
    /// @param value what is, and `threshold` what should be; seconds or a share
    public record Alert(
            String code,
            @Nullable String subject,
            @Nullable Double value,
            @Nullable Double threshold) {}

    /// @param scope `all`, or a channel or a skill as `channel:CODE`, `skill:CODE`
    /// @param acknowledgedBy the name of whoever looks after it
    public record Raised(
            String id,
            String name,
            String figure,
            String unit,
            String scope,
            boolean above,
            double threshold,
            Instant since,
            boolean sound,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {}
}
