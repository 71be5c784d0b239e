package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.mock;

import fr.allomairies.contact.ContactId;
import fr.allomairies.voiceassistant.Trials.Draw;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialsTest {

    private static final int MANY = 20_000;

    private final Random random = new Random(7);
    private final List<ContactId> contacts = Stream.generate(
                    () -> new ContactId(new UUID(random.nextLong(), random.nextLong())))
            .limit(MANY)
            .toList();
    private final Assistant inUse = mock();
    private final Assistant other = mock();
    private final Trials trials = new Trials(inUse, (_, _) -> other);

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50})
    void drawsTheShareThatIsAskedFor(int percent) {
        var trial = new Trial(1, percent, Thresholds.SHIPPED);

        assertThat(contacts.stream().filter(trial::draws).count() / (double) MANY)
                .isEqualTo(percent / 100.0, within(0.01));
    }

    @Test
    void drawsTheSameContactTheSameWayAndAnewForEachTrial() {
        var first = new Trial(1, 50, Thresholds.SHIPPED);
        var again = new Trial(1, 50, Thresholds.SHIPPED);
        var second = new Trial(2, 50, Thresholds.SHIPPED);

        assertThat(contacts).allMatch(contact -> first.draws(contact) == again.draws(contact));
        assertThat(contacts.stream()
                                .filter(contact -> first.draws(contact) == second.draws(contact))
                                .count()
                        / (double) MANY)
                .as("as if nothing had been drawn before")
                .isEqualTo(0.5, within(0.02));
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new Trial(1, 0, Thresholds.SHIPPED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trial(1, 51, Thresholds.SHIPPED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsWhatWasDrawnByWhatIsTriedUntilThatIsOver() {
        assertThat(trials.draw(contacts.getFirst())).isEmpty();

        trials.begin(new Trial(3, 20, Thresholds.SHIPPED), mock());
        var drawn = contacts.stream()
                .limit(100)
                .map(trials::draw)
                .map(draw -> draw.orElseThrow())
                .toList();
        assertThat(drawn).extracting(Draw::trial).containsOnly(3);
        assertThat(drawn).extracting(Draw::tried).contains(true, false);
        assertThat(trials.assistant(new Draw(3, true))).isSameAs(other);
        assertThat(trials.assistant(new Draw(3, false))).isSameAs(inUse);
        assertThat(trials.assistant(new Draw(2, true))).as("another trial's").isSameAs(inUse);
        assertThat(trials.assistant(null)).as("began before").isSameAs(inUse);

        trials.end();
        assertThat(trials.assistant(new Draw(3, true))).isSameAs(inUse);
    }
}
