package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.ChannelKind;
import java.time.Duration;
import java.util.Map;

/// What the city chose where the dictionary leaves a choice.
///
/// @param answerWithin what "in time" means for each channel
/// @param otherwise what it means for a channel that is not named
/// @param shortAbandon the citizen left at most so long after entering the queue
public record Parameters(
        ServiceLevelRule rule, Map<ChannelKind, Duration> answerWithin, Duration otherwise, Duration shortAbandon) {

    public static final Parameters DEFAULTS = new Parameters(
            ServiceLevelRule.A,
            Map.of(
                    ChannelKind.VOICE,
                    Duration.ofSeconds(20),
                    ChannelKind.CHAT,
                    Duration.ofSeconds(60),
                    ChannelKind.EMAIL,
                    Duration.ofHours(4),
                    ChannelKind.REPORT,
                    Duration.ofHours(4),
                    new ChannelKind("voicemail"),
                    Duration.ofHours(4),
                    new ChannelKind("web"),
                    Duration.ofHours(4)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5));

    public Parameters {
        answerWithin = Map.copyOf(answerWithin);
        answerWithin.values().forEach(Parameters::requirePositive);
        requirePositive(otherwise);
        if (shortAbandon.isNegative()) {
            throw new IllegalArgumentException("a short abandon is not shorter than nothing: " + shortAbandon);
        }
    }

    public Duration answerWithin(ChannelKind channel) {
        var known = channel.isMessenger() && !answerWithin.containsKey(channel) ? ChannelKind.CHAT : channel;
        return answerWithin.getOrDefault(known, otherwise);
    }

    private static void requirePositive(Duration within) {
        if (!within.isPositive()) {
            throw new IllegalArgumentException("an answer in time takes more than no time: " + within);
        }
    }
}
