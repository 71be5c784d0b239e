package fr.allomairies.voiceassistant.speech;

import java.util.HashMap;
import java.util.Map;

/// Sound at the telephone's 8 kHz, without what it cannot carry: left in, that would whistle.
final class Resampled {

    private static final int RATE = 8_000;
    private static final int LOUDEST = 32_768;
    /// Periods of the highest tone on either side of a sample.
    private static final int REACH = 16;

    private final float[] sound;
    private final int rate;
    private final double cutoff;
    private final int half;
    /// By how much later than a sample, in parts of 8,000: few, as rates go.
    private final Map<Integer, double[]> kernels = new HashMap<>();

    private Resampled(float[] sound, int rate) {
        this.sound = sound;
        this.rate = rate;
        cutoff = Math.min(1, (double) RATE / rate);
        half = (int) Math.ceil(REACH / cutoff);
    }

    /// @param sound of one channel, 1 at its loudest
    static short[] of(float[] sound, int rate) {
        return new Resampled(sound, rate).samples();
    }

    private short[] samples() {
        var samples = new short[(int) ((long) sound.length * RATE / rate)];
        for (int i = 0; i < samples.length; i++) {
            var at = (long) i * rate;
            var value = sample((int) (at / RATE), kernels.computeIfAbsent((int) (at % RATE), this::kernel));
            samples[i] = (short) Math.clamp(Math.round(value * LOUDEST), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }

    private double sample(int middle, double[] kernel) {
        var sum = 0.0;
        for (int k = Math.max(0, half - middle); k < kernel.length && middle - half + k < sound.length; k++) {
            sum += kernel[k] * sound[middle - half + k];
        }
        return sum;
    }

    private double[] kernel(int late) {
        var kernel = new double[2 * half + 1];
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = weight(k - half - (double) late / RATE);
        }
        return kernel;
    }

    private double weight(double distance) {
        if (Math.abs(distance) >= half) {
            return 0;
        }
        var turn = Math.PI * cutoff * distance;
        var sinc = turn == 0 ? 1 : Math.sin(turn) / turn;
        return cutoff * sinc * (0.5 + 0.5 * Math.cos(Math.PI * distance / half));
    }
}
