package fr.allomairies.bench.theory;

import fr.allomairies.bench.simulation.BatchMeans;
import fr.allomairies.bench.simulation.Call;
import fr.allomairies.bench.simulation.Exponential;
import fr.allomairies.bench.simulation.Observer;
import fr.allomairies.bench.simulation.Simulation;
import fr.allomairies.contact.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The engine as the queue of a [Point]: exponential times between arrivals, of service and of patience. Measures
/// begin after a batch, when the queue has forgotten that it was empty.
public final class Trial implements Observer {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final double NANOS = 1e9;

    private final Point point;
    private final long batch;
    private final Exponential dice;
    private final Simulation simulation = new Simulation(this);
    private final BatchMeans waits;
    private final BatchMeans delays;
    private final BatchMeans losses;
    private final long contacts;
    private long came;
    private long gone;

    private Trial(Point point, long batch, long seed) {
        this.point = point;
        this.batch = batch;
        this.dice = new Exponential(seed);
        this.waits = new BatchMeans(batch);
        this.delays = new BatchMeans(batch);
        this.losses = new BatchMeans(batch);
        this.contacts = batch * (BatchMeans.BATCHES + 1);
    }

    /// @param batch citizens whose figures are taken together, see [Point#batch()]
    public static List<Measure> of(Point point, long batch, long seed) {
        var trial = new Trial(point, batch, seed);
        for (var i = 0; i < point.positions(); i++) {
            trial.simulation.signIn(START, new AgentId("agent-" + i), List.of());
        }
        trial.simulation.plan(START, trial::arrive);
        trial.simulation.run();
        return trial.measures();
    }

    private void arrive(Instant now) {
        var service = seconds(Point.SERVICE);
        var patience = point.patience() == null ? null : dice.time(seconds(point.patience()));
        simulation.call(new Call(dice.contact(), now, List.of(), false, dice.time(service), patience));
        if (++came < contacts) {
            simulation.plan(now.plus(dice.time(service / (point.positions() * point.load()))), this::arrive);
        }
    }

    @Override
    public void answered(Call call, Instant at) {
        count(call, at, 0);
    }

    @Override
    public void left(Call call, Instant at) {
        count(call, at, 1);
    }

    private void count(Call call, Instant at, double lost) {
        if (++gone > batch) {
            var waited = seconds(Duration.between(call.at(), at));
            waits.add(waited);
            delays.add(waited > 0 ? 1 : 0);
            losses.add(lost);
        }
    }

    private List<Measure> measures() {
        var theory = point.theory();
        var delayed = theory.delayProbability();
        var measures = new ArrayList<Measure>();
        measures.add(Measure.of("delay probability", delayed, delayed, delays, theory));
        var wait = theory.meanWait();
        measures.add(Measure.of("mean wait", wait, 2 * wait * wait / delayed, waits, theory));
        if (point.patience() != null) {
            measures.add(Measure.of("abandonment", theory.abandonment(), theory.abandonment(), losses, theory));
        }
        return measures;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }
}
