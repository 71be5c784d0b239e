package fr.allomairies.voiceassistant.speech;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

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
    private final double @Nullable [][] kernels;
    private final int step;

    private Resampled(float[] sound, int rate) {
        this.sound = sound;
        this.rate = rate;
        cutoff = Math.min(1, (double) RATE / rate);
        half = (int) Math.ceil(REACH / cutoff);
        step = BigInteger.valueOf(rate).gcd(BigInteger.valueOf(RATE)).intValue();
        kernels = new double[RATE / step][];
    }

    /// @param sound of one channel, 1 at its loudest
    static short[] of(float[] sound, int rate) {
        return new Resampled(sound, rate).samples();
    }

    private short[] samples() {
        var samples = new short[(int) ((long) sound.length * RATE / rate)];
        for (int i = 0; i < samples.length; i++) {
            var at = (long) i * rate;
            var value = sample((int) (at / RATE), kernel((int) (at % RATE)));
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

    /// @param late parts of 8,000 of a sample
    private double[] kernel(int late) {
        var kernel = kernels[late / step];
        if (kernel == null) {
            kernel = new double[2 * half + 1];
            for (int k = 0; k < kernel.length; k++) {
                kernel[k] = weight(k - half - (double) late / RATE);
            }
            kernels[late / step] = kernel;
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
