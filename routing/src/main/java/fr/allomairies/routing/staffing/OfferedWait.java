package fr.allomairies.routing.staffing;

import java.util.function.DoubleUnaryOperator;

/// How long somebody with endless patience would wait who comes while all positions are busy. In seconds and per
/// second.
///
/// Its density is `exp(f(x))` up to a constant, `f(x) = arrivals (1 − e^(−leaving x)) / leaving − service x`: F.
/// Baccelli and G. Hebuterne, "On queues with impatient customers", Performance 1981, with exponential patience. f
/// rises to one summit and falls on both sides, so that the integral is taken where it is within e^−40 of the
/// summit, with the summit taken out: nothing overflows.
final class OfferedWait {

    private static final double NEGLIGIBLE = -40;

    /// Simpson's rule: with steps of a thousandth of the range's 40 powers of e the error is about 1e-8.
    private static final int PANELS = 1_000;

    private static final int BISECTIONS = 60;

    private final double arrivals;
    private final double leaving;
    private final double service;
    private final double summit;
    private final double from;
    private final double to;
    private final double whole;

    OfferedWait(double arrivals, double leaving, double service) {
        this.arrivals = arrivals;
        this.leaving = leaving;
        this.service = service;
        var top = arrivals > service ? Math.log(arrivals / service) / leaving : 0;
        this.summit = exponent(top);
        this.from = top > 0 && isNegligible(0) ? edge(top, 0) : 0;
        this.to = edge(top, beyond(top));
        this.whole = integral(from, to, _ -> 1);
    }

    double longerThan(double time) {
        return integral(time, to, _ -> 1) / whole;
    }

    /// The wait is over by then, and the one who waited has not left.
    double servedWithin(double time) {
        return integral(from, Math.min(time, to), this::patient) / whole;
    }

    /// The wait of who leaves counts as nothing.
    double meanOfServed() {
        return integral(from, to, time -> time * patient(time)) / whole;
    }

    private double patient(double time) {
        return Math.exp(-leaving * time);
    }

    private double exponent(double time) {
        return -arrivals * Math.expm1(-leaving * time) / leaving - service * time;
    }

    private boolean isNegligible(double time) {
        return exponent(time) - summit < NEGLIGIBLE;
    }

    private double beyond(double top) {
        var step = 1 / service;
        while (!isNegligible(top + step)) {
            step *= 2;
        }
        return top + step;
    }

    /// Where between the summit and somewhere negligible it becomes so.
    private double edge(double top, double outside) {
        var in = top;
        var out = outside;
        for (var i = 0; i < BISECTIONS; i++) {
            var middle = (in + out) / 2;
            if (isNegligible(middle)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }

    private double integral(double begin, double end, DoubleUnaryOperator weight) {
        var left = Math.max(begin, from);
        if (left >= end) {
            return 0;
        }
        var step = (end - left) / PANELS;
        var sum = value(left, weight) + value(end, weight);
        for (var i = 1; i < PANELS; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * value(left + i * step, weight);
        }
        return sum * step / 3;
    }

    private double value(double time, DoubleUnaryOperator weight) {
        return Math.exp(exponent(time) - summit) * weight.applyAsDouble(time);
    }
}
