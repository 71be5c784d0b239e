package fr.allomairies.workspace.board.roster;

import static fr.allomairies.workspace.board.roster.Team.AMINA;
import static fr.allomairies.workspace.board.roster.Team.BRUNO;
import static fr.allomairies.workspace.board.roster.Team.planned;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.RosterFile.Line;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProposalTest {

    private static final Interval EVER =
            new Interval(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final Planned MORNING =
            planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T11:00:00Z");
    private static final Planned AFTERNOON =
            planned(AMINA, Activity.SHIFT, "2026-12-07T12:00:00Z", "2026-12-07T16:00:00Z");
    private static final Planned OF_BRUNO =
            planned(BRUNO, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T11:00:00Z");
    private static final Planned TUESDAY =
            planned(AMINA, Activity.SHIFT, "2026-12-08T07:00:00Z", "2026-12-08T11:00:00Z");

    @Test
    void replacesTheNamedDaysOfThoseWhoAreNamedAlone() {
        var evening = planned(AMINA, Activity.SHIFT, "2026-12-07T17:00:00Z", "2026-12-07T18:00:00Z");

        var proposal = proposal(List.of(MORNING, evening), List.of(MORNING, AFTERNOON, OF_BRUNO, TUESDAY));

        assertThat(proposal.added()).containsExactly(evening);
        assertThat(proposal.replaced()).extracting(Stored::planned).containsExactly(AFTERNOON);
        assertThat(proposal.unchanged()).isEqualTo(1);
        assertThat(proposal.isTakeable()).isTrue();
    }

    @Test
    void takesNothingWhenEverythingStandsThere() {
        var proposal = proposal(List.of(MORNING, AFTERNOON), List.of(MORNING, AFTERNOON));

        assertThat(proposal.isNothing()).isTrue();
        assertThat(proposal.isTakeable()).isFalse();
    }

    @Test
    void aBreakMayLieInAShiftAndLeaveOnBoth() {
        var lunch = planned(AMINA, Activity.LUNCH, "2026-12-07T09:00:00Z", "2026-12-07T10:00:00Z");
        var leave = planned(AMINA, Activity.LEAVE, "2026-12-06T23:00:00Z", "2026-12-07T23:00:00Z");

        assertThat(proposal(List.of(MORNING, lunch, leave), List.of()).problems())
                .isEmpty();
    }

    @Test
    void namesTheLaterOfTwoLinesThatOverlap() {
        var longer = planned(AMINA, Activity.SHIFT, "2026-12-07T10:00:00Z", "2026-12-07T13:00:00Z");

        assertThat(proposal(List.of(OF_BRUNO, longer, MORNING), List.of()).problems())
                .containsExactly(Problem.of(3, "overlap", 2));
        assertThat(proposal(List.of(MORNING, MORNING), List.of()).problems())
                .containsExactly(Problem.of(2, "overlap", 1));
    }

    /// The night before stays, since it begins on a day that the file does not name.
    @Test
    void namesWhatStaysAndIsInTheWay() {
        var night = planned(AMINA, Activity.SHIFT, "2026-12-06T21:00:00Z", "2026-12-07T08:00:00Z");

        assertThat(proposal(List.of(MORNING), List.of(night)).problems())
                .containsExactly(Problem.of(1, "overlap-planned", "2026-12-06 22:00–09:00"));
    }

    @Test
    void refusesWhatIsTooLongOrTooFar() {
        var days = planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-08T07:00:00Z");
        var old = planned(BRUNO, Activity.SHIFT, "2025-11-30T07:00:00Z", "2025-11-30T11:00:00Z");

        assertThat(proposal(List.of(days, old), List.of()).problems())
                .containsExactly(Problem.of(1, "long", 16), Problem.of(2, "far", "2025-11-30"));
    }

    @Test
    void isNotTakenWhileALineIsWrong() {
        var file = new RosterFile(List.of(new Line(2, MORNING)), List.of(Problem.of(3, "date", "soon")));

        var proposal = Proposal.of(file, List.of(), TODAY);

        assertThat(proposal.isTakeable()).isFalse();
        assertThat(proposal.problems()).hasSize(1);
    }

    private static Proposal proposal(List<Planned> told, List<Planned> planned) {
        var lines = IntStream.range(0, told.size())
                .mapToObj(at -> new Line(at + 1, told.get(at)))
                .toList();
        return Proposal.of(new RosterFile(lines, List.of()), new MemoryRosters(planned).planned(EVER), TODAY);
    }
}
