package fr.allomairies.contact;

import java.time.Duration;
import java.util.List;

/// Why a contact came to just this agent at just this moment.
///
/// @param line name of the line of the rules
/// @param priorityClass code of the class
/// @param step of the line, from 0
/// @param requirement what an agent had to satisfy, as a supervisor writes it
/// @param score the parts of the score
/// @param candidates those who satisfied it, the chosen one first; at most [#MOST_CANDIDATES]
/// @param moreCandidates how many more satisfied it
/// @param unsuited how many were signed in and did not satisfy it
public record OfferReasons(
        String line,
        String priorityClass,
        int step,
        String requirement,
        Score score,
        List<Candidate> candidates,
        int moreCandidates,
        int unsuited) {

    public static final int MOST_CANDIDATES = 16;

    public OfferReasons {
        candidates = List.copyOf(candidates);
    }

    /// All in minutes.
    ///
    /// @param lastAgent bonus for the agent who knows the matter
    public record Score(double priority, double waiting, double urgency, double lastAgent) {}

    /// @param idle since when there was nothing to do; zero for who is not free
    /// @param preferences how many preferences of the line the agent satisfies
    public record Candidate(AgentId agent, Verdict verdict, int load, Duration idle, int preferences) {}

    /// Why the contact went to this candidate or passed by.
    public enum Verdict {
        CHOSEN,
        /// Could have taken it, and comes later in the order.
        LATER,
        /// Chosen, and interrupts less pressing work.
        INTERRUPTED,
        RINGING,
        /// Too much in hand.
        FULL,
        /// As many contacts of the channel in hand as one may have.
        CHANNEL_LIMIT,
        PAUSED,
        /// Declined it or did not answer it a moment ago.
        EXCLUDED
    }
}
