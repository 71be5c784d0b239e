package fr.allomairies.voiceassistant.understanding;

import java.util.Arrays;

/// A sentence as numbers, of length 1.
///
/// @param features in rising order, none twice
/// @param words position of the first word that each feature belongs to
record Vector(int[] features, float[] values, int[] words) {

    static final class Builder {

        private int[] features = new int[256];
        private float[] weights = new float[256];
        private int[] words = new int[256];
        private int size;

        void add(int feature, float weight, int word) {
            if (size == features.length) {
                features = Arrays.copyOf(features, 2 * size);
                weights = Arrays.copyOf(weights, 2 * size);
                words = Arrays.copyOf(words, 2 * size);
            }
            features[size] = feature;
            weights[size] = weight;
            words[size++] = word;
        }

        /// Said twice counts more than once, but not twice as much.
        Vector build() {
            var order = order();
            var distinct = new int[size];
            var values = new float[size];
            var firstWords = new int[size];
            var count = 0;
            for (int from = 0, to; from < size; from = to) {
                for (to = from + 1; to < size && order[to] >> 32 == order[from] >> 32; ) {
                    to++;
                }
                var first = (int) order[from];
                distinct[count] = features[first];
                values[count] = (float) (weights[first] * (1 + Math.log(to - from)));
                firstWords[count++] = words[first];
            }
            var scaled = Arrays.copyOf(values, count);
            shorten(scaled);
            return new Vector(Arrays.copyOf(distinct, count), scaled, Arrays.copyOf(firstWords, count));
        }

        /// By feature, then as they came: each with its place in the low half.
        private long[] order() {
            var order = new long[size];
            for (int i = 0; i < size; i++) {
                order[i] = (long) features[i] << 32 | i;
            }
            Arrays.sort(order);
            return order;
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
