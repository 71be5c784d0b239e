package fr.allomairies.voiceassistant.understanding;

import java.util.TreeMap;

/// A sentence as numbers, of length 1.
///
/// @param features in rising order, none twice
/// @param words position of the first word that each feature belongs to
record Vector(int[] features, float[] values, int[] words) {

    static final class Builder {

        private final TreeMap<Integer, float[]> entries = new TreeMap<>();

        /// Said twice counts more than once, but not twice as much.
        void add(int feature, float weight, int word) {
            entries.merge(feature, new float[] {weight, 1, word}, (old, _) -> new float[] {old[0], old[1] + 1, old[2]});
        }

        Vector build() {
            var features = entries.keySet().stream().mapToInt(Integer::intValue).toArray();
            var values = new float[features.length];
            var words = new int[features.length];
            int i = 0;
            for (var entry : entries.values()) {
                values[i] = (float) (entry[0] * (1 + Math.log(entry[1])));
                words[i++] = (int) entry[2];
            }
            shorten(values);
            return new Vector(features, values, words);
        }

        private static void shorten(float[] values) {
            double square = 0;
            for (var value : values) {
                square += value * value;
            }
            var length = square == 0 ? 1 : Math.sqrt(square);
            for (int i = 0; i < values.length; i++) {
                values[i] /= (float) length;
            }
        }
    }
}
