package fr.allomairies.bench.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolingSimulationTest {

    private static final long BATCH = 300;

    @Test
    void eachSkillMoreBringsTheWaitNearerToFullPooling() {
        var one = Crew.waits(1, BATCH, 1);
        var two = Crew.waits(2, BATCH, 1);
        var all = Crew.waits(Crew.SKILLS, BATCH, 1);

        assertThat(one.mean()).isEqualTo(Crew.noPooling(), within(one.halfWidth()));
        assertThat(two.mean()).isBetween(Crew.fullPooling(), Crew.noPooling());
        assertThat(one.mean()).isGreaterThan(two.mean() + two.halfWidth());
        assertThat(all.mean()).isEqualTo(Crew.fullPooling(), within(all.halfWidth()));
    }
}
