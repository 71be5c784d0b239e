package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.voiceassistant.Learning.Labelled;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An example as it is read once for all that learn from it.
///
/// @param said by which citizen; absent for a sentence of the project
record Lesson(Example example, Sentence sentence, @Nullable String said) {

    /// On all processors.
    static List<Lesson> of(List<Example> examples, List<Labelled> labelled) {
        var own = examples.parallelStream().map(example -> lesson(example, null));
        var citizens = labelled.parallelStream()
                .map(one -> lesson(new Example(one.text(), one.category(), one.urgent()), one.said()));
        return Stream.concat(own.toList().stream(), citizens.toList().stream()).toList();
    }

    private static Lesson lesson(Example example, @Nullable String said) {
        return new Lesson(example, Sentence.of(example.text()), said);
    }
}
