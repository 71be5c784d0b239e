package fr.allomairies.telephony.call;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CallRecording.Purpose;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which calls are recorded, and for what. The call's id is the dice, so that the same call is decided the same by
/// whoever decides it, also after a restart; nobody can choose a call or an agent.
///
/// @param samples each takes its share of the calls that no other sample has
public record Sampling(List<Sample> samples) {

    private static final int BITS = 53;

    public Sampling {
        samples = List.copyOf(samples);
    }

    /// @param category absent when the citizen chose none
    public Optional<Purpose> of(CallId call, @Nullable CategoryCode category) {
        var thrown = thrown(call);
        var upTo = 0.0;
        for (var sample : samples) {
            if (sample.isAbout(category)) {
                upTo += sample.share();
                if (thrown < upTo) {
                    return Optional.of(sample.purpose());
                }
            }
        }
        return Optional.empty();
    }

    /// From 0 to just below 1. The id of its contact is a digest of the call's.
    private static double thrown(CallId call) {
        var digest = call.contact().value().getLeastSignificantBits();
        return (digest & (1L << BITS) - 1) / (double) (1L << BITS);
    }
}
