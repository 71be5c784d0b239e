package fr.allomairies.voiceassistant.understanding;

import java.util.function.Consumer;

/// What the classifier sees of a sentence: words, neighbours, how they sound, and pieces of 3 to 5 letters, which
/// survive typing faults; and what danger the rules saw.
final class Features {

    private static final int SHORTEST_PIECE = 3;
    private static final int LONGEST_PIECE = 5;
    private static final String NO_DANGER = "NONE";

    private Features() {}

    static void wholeWords(Sentence sentence, Sink sink) {
        var alarm = sentence.alarm();
        sink.take(Kind.ALARM, alarm == null ? NO_DANGER : alarm.danger().name(), 0);
        var words = sentence.words();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            sink.take(Kind.WORD, word.stem(), i);
            sink.take(Kind.SOUND, word.sound(), i);
            if (i > 0) {
                sink.take(Kind.PAIR, words.get(i - 1).stem() + ' ' + word.stem(), i);
            }
        }
    }

    static void pieces(String plain, Consumer<String> sink) {
        var word = ' ' + plain + ' ';
        for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
            for (int from = 0; from + length <= word.length(); from++) {
                sink.accept(word.substring(from, from + length));
            }
        }
    }

    /// @param mark begins the name of a feature of this kind
    enum Kind {
        WORD('w', 1.0),
        PAIR('n', 0.4),
        SOUND('s', 0.3),
        PIECE('p', 0.8),
        ALARM('d', 2.5);

        final char mark;
        final double weight;

        Kind(char mark, double weight) {
            this.mark = mark;
            this.weight = weight;
        }
    }

    interface Sink {

        /// @param word position of the word that it belongs to
        void take(Kind kind, String value, int word);
    }
}
