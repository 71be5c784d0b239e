package fr.allomairies.routing.engine;

import java.time.Instant;
import java.util.Comparator;

/// A waiting contact as the rules see it: where it stands in the line, for whoever wants to show it.
public final class Standing {

    private final ContactState state;
    private final Plan plan;

    public Standing(ContactState state, Rules rules) {
        this.state = state;
        this.plan = Plan.of(state.request(), rules);
    }

    /// The highest score first, then who was queued first.
    public static Comparator<Standing> orderAt(Instant at) {
        var now = Pace.micros(at);
        return Comparator.<Standing>comparingLong(
                        standing -> -standing.plan.pace().score(now))
                .thenComparing(standing -> standing.state.request().queuedAt())
                .thenComparing(standing -> standing.state.request().contact().value());
    }

    public Request request() {
        return state.request();
    }

    public String line() {
        return plan.line().name();
    }

    public String priorityClass() {
        return plan.priorityClass().code();
    }

    /// From 0.
    public int step() {
        return Math.min(state.step(), plan.lastStep());
    }

    public int lastStep() {
        return plan.lastStep();
    }

    /// What an agent must satisfy now, as a supervisor writes it.
    public String requirement() {
        return plan.requirement(step()).text();
    }

    /// In minutes.
    public double score(Instant at) {
        return plan.pace().score(Pace.micros(at)) / (double) Pace.MINUTE;
    }
}
