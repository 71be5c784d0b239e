package fr.allomairies.workspace.board.roster;

import static fr.allomairies.workspace.board.roster.Team.AMINA;
import static fr.allomairies.workspace.board.roster.Team.BRUNO;
import static fr.allomairies.workspace.board.roster.Team.planned;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayPlanTest {

    private static final Planned SHIFT = planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T15:00:00Z");
    private static final Planned LUNCH = planned(AMINA, Activity.LUNCH, "2026-12-07T11:00:00Z", "2026-12-07T12:00:00Z");

    @Test
    void cutsBreaksOutOfShiftsAndEverythingOutOfLeave() {
        assertThat(Planned.effective(List.of(SHIFT, LUNCH)))
                .containsExactly(
                        planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T11:00:00Z"),
                        LUNCH,
                        planned(AMINA, Activity.SHIFT, "2026-12-07T12:00:00Z", "2026-12-07T15:00:00Z"));
        var leave = planned(AMINA, Activity.LEAVE, "2026-12-07T10:30:00Z", "2026-12-07T23:00:00Z");
        assertThat(Planned.effective(List.of(SHIFT, LUNCH, leave)))
                .containsExactly(planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T10:30:00Z"), leave);
    }

    @Test
    void drawsTheDayFromTheFirstToTheLast() {
        var night = planned(BRUNO, Activity.SHIFT, "2026-12-07T20:00:00Z", "2026-12-08T04:00:00Z");

        var day = DayPlan.of(LocalDate.of(2026, 12, 7), List.of(SHIFT, LUNCH, night));

        assertThat(day.minutes()).isEqualTo(16 * 60);
        assertThat(day.hours()).hasSize(16).startsWith(0L, 60L);
        assertThat(day.rows()).extracting(DayPlan.Row::workingHours).containsExactly(7.0, 3.0);
        assertThat(day.rows().getFirst().parts().get(1).left()).isEqualTo(240);
        assertThat(day.rows().getLast().parts().getFirst().width()).isEqualTo(180);
    }

    /// Half of the quarter is a break.
    @Test
    void countsPositionsByQuarterOfAnHour() {
        var pause = planned(AMINA, Activity.BREAK, "2026-12-07T08:00:00Z", "2026-12-07T08:07:30Z");

        var positions = Positions.by(LocalDate.of(2026, 12, 7), new MemoryRosters(List.of(SHIFT, pause)));

        assertThat(positions).hasSize(96);
        assertThat(positions.get(Instant.parse("2026-12-07T08:00:00Z"))).isEqualTo(0.5);
        assertThat(positions.get(Instant.parse("2026-12-07T08:15:00Z"))).isEqualTo(1);
        assertThat(positions.get(Instant.parse("2026-12-07T15:00:00Z"))).isEqualTo(0);
        assertThat(Positions.by(LocalDate.of(2026, 10, 25), new MemoryRosters(List.of(SHIFT))))
                .isEmpty();
    }

    @Test
    void tellsEverybodyHerOwn() {
        var next = planned(AMINA, Activity.TRAINING, "2026-12-08T07:00:00Z", "2026-12-08T09:00:00Z");
        var other = planned(BRUNO, Activity.SHIFT, "2026-12-08T07:00:00Z", "2026-12-08T09:00:00Z");
        var late = planned(AMINA, Activity.SHIFT, "2026-12-15T07:00:00Z", "2026-12-15T09:00:00Z");
        var monday = LocalDate.of(2026, 12, 7);

        var own = OwnPlan.of(AMINA, monday, monday, new MemoryRosters(List.of(SHIFT, LUNCH, next, other, late)));

        assertThat(own.parts()).hasSize(3);
        assertThat(own.next()).containsExactlyEntriesOf(Map.of(monday.plusDays(1), List.of(next)));
    }
}
