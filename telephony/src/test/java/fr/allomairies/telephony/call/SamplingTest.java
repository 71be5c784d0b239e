package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CallRecording.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final int CALLS = 20_000;
    private static final CategoryCode POTHOLE = new CategoryCode("roads.pothole");

    private final Sampling sampling = new Sampling(
            List.of(new Sample(Purpose.TRAINING, 0.1, Set.of("roads")), new Sample(Purpose.QUALITY, 0.02, Set.of())));

    @Test
    void takesItsShareOfTheCallsForEachPurpose() {
        assertThat(share(POTHOLE, Purpose.TRAINING)).isCloseTo(0.1, within(0.01));
        assertThat(share(POTHOLE, Purpose.QUALITY)).isCloseTo(0.02, within(0.005));
        assertThat(share(new CategoryCode("waste.bulky"), Purpose.TRAINING)).isZero();
        assertThat(share(null, Purpose.QUALITY)).isCloseTo(0.02, within(0.005));
    }

    @Test
    void decidesTheSameCallTheSameEachTime() {
        calls().limit(100)
                .forEach(call -> assertThat(sampling.of(call, POTHOLE))
                        .isEqualTo(new Sampling(sampling.samples()).of(new CallId(call.value()), POTHOLE)));
    }

    @Test
    void takesNothingWithoutASample() {
        assertThat(calls().limit(100).map(call -> new Sampling(List.of()).of(call, POTHOLE)))
                .allMatch(Optional::isEmpty);
    }

    private double share(CategoryCode category, Purpose purpose) {
        return calls().filter(call -> sampling.of(call, category).equals(Optional.of(purpose)))
                        .count()
                / (double) CALLS;
    }

    private static Stream<CallId> calls() {
        return IntStream.range(0, CALLS).mapToObj(number -> new CallId("asterisk-1-1795295779." + number));
    }
}
