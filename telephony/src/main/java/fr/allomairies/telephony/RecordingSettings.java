package fr.allomairies.telephony;

import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.call.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which conversations are recorded. Sources: CNIL, « L'écoute et l'enregistrement des appels »: never permanent or
/// systematic, announced, may be objected to, kept for six months at most.
///
/// @param enabled whether conversations are recorded as long as no administrator has said otherwise. Default
///     false: a city chooses
/// @param keep how long a recording is kept, 1 to 180 days. Default 90 days
/// @param samples which share of which calls, for what. All shares together are half of the calls at most, which
///     is our reading of « not systematic ». Default: 2 % of all, for quality
@ConfigurationProperties("allo.telephony.recording")
public record RecordingSettings(boolean enabled, Duration keep, List<Chosen> samples) {

    static final Duration LONGEST = Duration.ofDays(180);
    static final double MOST = 0.5;

    private static final double USUAL_SHARE = 0.02;

    public RecordingSettings(
            @DefaultValue("false") boolean enabled, @Nullable Duration keep, @Nullable List<Chosen> samples) {
        this.enabled = enabled;
        this.keep = keep == null ? Duration.ofDays(90) : keep;
        this.samples = samples == null ? List.of(new Chosen(Purpose.QUALITY, USUAL_SHARE, null)) : List.copyOf(samples);
        if (this.keep.compareTo(Duration.ofDays(1)) < 0 || this.keep.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("allo.telephony.recording.keep is 1 to " + LONGEST.toDays()
                    + " days, which is the most that the law allows, was: " + this.keep);
        }
        if (this.samples.stream().mapToDouble(Chosen::share).sum() > MOST) {
            throw new IllegalArgumentException("allo.telephony.recording.samples: all shares together are at most "
                    + MOST + ", for recording may not be systematic");
        }
    }

    /// @param share of the calls, above 0 and at most 1
    /// @param categories codes or themes of the catalogue; none: all calls, also those without a choice
    public record Chosen(Purpose purpose, double share, Set<String> categories) {

        public Chosen(Purpose purpose, double share, @Nullable Set<String> categories) {
            this.purpose = purpose;
            this.share = share;
            this.categories = categories == null ? Set.of() : Set.copyOf(categories);
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "allo.telephony.recording.samples.share is above 0 and at most 1, was: " + share);
            }
        }

        Sample sample() {
            return new Sample(purpose, share, categories);
        }
    }

    /// As the rule of decision.
    public List<Sample> rule() {
        return samples.stream().map(Chosen::sample).toList();
    }
}
