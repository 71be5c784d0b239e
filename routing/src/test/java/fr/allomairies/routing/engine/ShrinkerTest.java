package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    @Test
    void keepsOnlyWhatMakesItFail() {
        var all = IntStream.range(0, 100).boxed().toList();

        assertThat(Shrinker.shrink(all, list -> list.containsAll(List.of(7, 42, 99))))
                .containsExactly(7, 42, 99);
    }
}
