package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.RecordingSettings.Chosen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingSettingsTest {

    @Test
    void recordsNothingUnlessTheCityChoosesTo() {
        var settings = new RecordingSettings(false, null, null);

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.keep()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.rule()).hasSize(1);
    }

    @Test
    void refusesToKeepLongerThanTheLawAllows() {
        assertThat(new RecordingSettings(true, Duration.ofDays(180), null).keep())
                .hasDays(180);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordingSettings(true, Duration.ofDays(181), null))
                .withMessageContaining("allo.telephony.recording.keep");
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordingSettings(true, Duration.ZERO, null));
    }

    @Test
    void refusesToRecordSystematically() {
        var half = new Chosen(Purpose.QUALITY, 0.5, null);
        assertThat(new RecordingSettings(true, null, List.of(half)).samples()).containsExactly(half);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RecordingSettings(true, null, List.of(half, new Chosen(Purpose.TRAINING, 0.01, null))))
                .withMessageContaining("systematic");
        assertThatIllegalArgumentException().isThrownBy(() -> new Chosen(Purpose.TRAINING, 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Chosen(Purpose.TRAINING, 1.1, null));
    }
}
