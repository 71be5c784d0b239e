package fr.allomairies.bench.pooling;

import fr.allomairies.bench.simulation.BatchMeans;
import fr.allomairies.bench.simulation.Call;
import fr.allomairies.bench.simulation.Exponential;
import fr.allomairies.bench.simulation.Observer;
import fr.allomairies.bench.simulation.Simulation;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.staffing.ErlangC;
import fr.allomairies.routing.staffing.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Thirty agents, six kinds of calls that are equally frequent, 27 calls of one minute on average in each minute.
/// Every agent has so many skills, in a ring: who has the second and the third skill sits beside who has the third
/// and the fourth.
final class Crew implements Observer {

    static final int SKILLS = 6;
    static final int AGENTS = 30;

    private static final Duration SERVICE = Duration.ofMinutes(1);
    private static final double LOAD = 0.9;
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final double NANOS = 1e9;

    private final int skillsEach;
    private final long batch;
    private final Exponential dice;
    private final Simulation simulation = new Simulation(this);
    private final BatchMeans waits;
    private long came;
    private long answered;

    private Crew(int skillsEach, long batch, long seed) {
        this.skillsEach = skillsEach;
        this.batch = batch;
        this.dice = new Exponential(seed);
        this.waits = new BatchMeans(batch);
    }

    /// The mean wait in seconds.
    ///
    /// @param batch citizens whose waits are taken together; the first batch is not counted
    static BatchMeans waits(int skillsEach, long batch, long seed) {
        var crew = new Crew(skillsEach, batch, seed);
        for (var i = 0; i < AGENTS; i++) {
            crew.simulation.signIn(START, new AgentId("agent-" + i), crew.skillsOf(i));
        }
        crew.simulation.plan(START, crew::arrive);
        crew.simulation.run();
        return crew.waits;
    }

    /// Everybody knows everything: M/M/30.
    static double fullPooling() {
        return new ErlangC(load(AGENTS), AGENTS).meanWait();
    }

    /// Each kind of call has five agents of its own: M/M/5.
    static double noPooling() {
        return new ErlangC(load(AGENTS / SKILLS), AGENTS / SKILLS).meanWait();
    }

    private static Load load(int agents) {
        return new Load(agents * LOAD, SERVICE, SERVICE);
    }

    private List<SkillNeed> skillsOf(int agent) {
        return IntStream.range(agent, agent + skillsEach).mapToObj(Crew::need).toList();
    }

    private static SkillNeed need(int skill) {
        return new SkillNeed(new Skill("skill-" + skill % SKILLS), SkillNeed.LOWEST);
    }

    private void arrive(Instant now) {
        var mean = SERVICE.toSeconds();
        simulation.call(new Call(dice.contact(), now, List.of(need(dice.below(SKILLS))), false, dice.time(mean), null));
        if (++came < batch * (BatchMeans.BATCHES + 1)) {
            simulation.plan(now.plus(dice.time(mean / (AGENTS * LOAD))), this::arrive);
        }
    }

    @Override
    public void answered(Call call, Instant at) {
        if (++answered > batch) {
            waits.add(Duration.between(call.at(), at).toNanos() / NANOS);
        }
    }
}
