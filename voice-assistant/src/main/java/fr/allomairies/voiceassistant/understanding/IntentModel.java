package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// What was learned from examples.
///
/// @param weights for each feature of the vocabulary a row with a column for each category and one, the last, for
/// urgency; the row after the features is the bias
/// @param sharpness what scores are multiplied with so that the probabilities made of them come true
record IntentModel(List<CategoryCode> categories, Vocabulary vocabulary, float[] weights, float sharpness) {

    private static final int FORMAT = 1;

    int columns() {
        return categories.size() + 1;
    }

    float weight(int feature, int column) {
        return weights[feature * columns() + column];
    }

    /// One for each category, and the last for urgency.
    double[] scores(Vector vector) {
        var columns = columns();
        var scores = new double[columns];
        add(scores, vocabulary.size(), 1);
        for (int i = 0; i < vector.features().length; i++) {
            add(scores, vector.features()[i], vector.values()[i]);
        }
        return scores;
    }

    private void add(double[] scores, int row, float value) {
        var from = row * scores.length;
        for (int column = 0; column < scores.length; column++) {
            scores[column] += weights[from + column] * value;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeFloat(sharpness);
        out.writeInt(categories.size());
        for (var category : categories) {
            out.writeUTF(category.value());
        }
        var names = new String[vocabulary.size()];
        vocabulary.numbers().forEach((name, number) -> names[number] = name);
        out.writeInt(names.length);
        for (int i = 0; i < names.length; i++) {
            out.writeUTF(names[i]);
            out.writeFloat(vocabulary.rarity()[i]);
        }
        for (var weight : weights) {
            out.writeShort(Float.floatToFloat16(weight));
        }
    }

    static IntentModel read(DataInputStream in) throws IOException {
        var format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " of the model is not " + FORMAT);
        }
        var sharpness = in.readFloat();
        var categories = new ArrayList<CategoryCode>();
        for (int left = in.readInt(); left > 0; left--) {
            categories.add(new CategoryCode(in.readUTF()));
        }
        var vocabulary = vocabulary(in);
        var weights = new float[(vocabulary.size() + 1) * (categories.size() + 1)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.float16ToFloat(in.readShort());
        }
        return new IntentModel(List.copyOf(categories), vocabulary, weights, sharpness);
    }

    private static Vocabulary vocabulary(DataInputStream in) throws IOException {
        var rarity = new float[in.readInt()];
        var numbers = HashMap.<String, Integer>newHashMap(rarity.length);
        for (int i = 0; i < rarity.length; i++) {
            numbers.put(in.readUTF(), i);
            rarity[i] = in.readFloat();
        }
        return new Vocabulary(numbers, rarity);
    }
}
