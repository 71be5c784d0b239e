package fr.allomairies.voiceassistant.understanding;

import java.util.List;
import java.util.stream.Stream;

/// An example as it is read once for all that learn from it.
///
/// @param labelled what a citizen said, rather than a sentence of the project
record Lesson(Example example, Sentence sentence, boolean labelled) {

    /// On all processors.
    static List<Lesson> of(List<Example> examples, List<Example> labelled) {
        return Stream.concat(read(examples, false), read(labelled, true)).toList();
    }

    private static Stream<Lesson> read(List<Example> examples, boolean labelled) {
        return examples.parallelStream()
                .map(example -> new Lesson(example, Sentence.of(example.text()), labelled))
                .toList()
                .stream();
    }
}
