package fr.allomairies.voiceassistant.understanding;

import java.util.List;

/// An example as it is read once for all that learn from it.
record Lesson(Example example, Sentence sentence) {

    /// On all processors.
    static List<Lesson> of(List<Example> examples) {
        return examples.parallelStream()
                .map(example -> new Lesson(example, Sentence.of(example.text())))
                .toList();
    }
}
