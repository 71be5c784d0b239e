package fr.allomairies.workspace.board.adherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.measures.AgentSpans.Span;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.Activity;
import fr.allomairies.workspace.board.roster.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Times are those of a day in UTC.
class AdherenceTest {

    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final Interval DAY = Interval.day(LocalDate.of(2026, 12, 7));

    @Test
    void dividesTheMinutesAsPlannedByTheMinutesPlanned() {
        var adherence = Adherence.of(
                List.of(
                        planned(AMINA, Activity.SHIFT, "08:00", "12:00"),
                        planned(BRUNO, Activity.SHIFT, "08:00", "09:00")),
                List.of(
                        span(AMINA, AgentState.AVAILABLE, null, "08:30", "10:00"),
                        span(AMINA, AgentState.ON_CONTACT, null, "10:00", "11:00"),
                        span(AMINA, AgentState.PAUSED, "break", "11:00", "11:15"),
                        span(AMINA, AgentState.AVAILABLE, null, "11:15", "13:00")),
                DAY);

        assertThat(adherence.rows()).hasSize(2);
        var amina = adherence.rows().getFirst();
        assertThat(amina.planned()).isEqualTo(Duration.ofHours(4));
        assertThat(amina.elsewhere()).isEqualTo(Duration.ofMinutes(45));
        assertThat(amina.share()).isEqualTo(195 / 240.0);
        assertThat(adherence.rows().getLast().share()).isEqualTo(0);
        assertThat(adherence.team().share()).isEqualTo(195 / 300.0);
    }

    @Test
    void breaksMayBeSpentPausedOrSignedOutAndNotAvailable() {
        assertThat(share(Activity.LUNCH, span(AMINA, AgentState.PAUSED, "lunch", "09:00", "10:00")))
                .isEqualTo(1);
        assertThat(share(Activity.TRAINING, span(AMINA, AgentState.OFFLINE, null, "09:00", "10:00")))
                .isEqualTo(1);
        assertThat(share(Activity.BREAK)).isEqualTo(1);
        assertThat(share(Activity.BREAK, span(AMINA, AgentState.AVAILABLE, null, "09:30", "10:00")))
                .isEqualTo(0.5);
        assertThat(share(Activity.BACK_OFFICE, span(AMINA, AgentState.PAUSED, "back-office", "09:00", "10:00")))
                .isEqualTo(1);
        assertThat(share(Activity.BACK_OFFICE, span(AMINA, AgentState.PAUSED, "lunch", "09:00", "10:00")))
                .isEqualTo(0);
    }

    @Test
    void aContactBegunBeforeABreakIsFinishedFirst() {
        var spoken = span(AMINA, AgentState.ON_CONTACT, null, "08:50", "09:20");
        var written = span(AMINA, AgentState.WRAP_UP, null, "09:20", "09:30");
        var another = span(AMINA, AgentState.ON_CONTACT, null, "09:30", "10:00");

        assertThat(share(Activity.BREAK, written, spoken)).isEqualTo(1);
        assertThat(share(Activity.BREAK, spoken, written, another)).isEqualTo(0.5);
    }

    @Test
    void anotherContactOfferedMeanwhileEndsNone() {
        var spoken = span(AMINA, AgentState.ON_CONTACT, null, "08:50", "09:20");
        var offered = span(AMINA, AgentState.OFFERED, null, "09:20", "09:30");
        var written = span(AMINA, AgentState.WRAP_UP, null, "09:30", "10:00");

        assertThat(share(Activity.BREAK, spoken, offered, written)).isEqualTo(1);
        assertThat(share(Activity.BREAK, span(AMINA, AgentState.OFFERED, null, "08:50", "10:00")))
                .isEqualTo(0);
    }

    @Test
    void leaveIsNotPlannedAndTheFutureNotYet() {
        var morning = new Interval(DAY.from(), Instant.parse("2026-12-07T09:00:00Z"));

        var adherence = Adherence.of(
                List.of(
                        planned(AMINA, Activity.SHIFT, "08:00", "12:00"),
                        planned(BRUNO, Activity.LEAVE, "08:00", "12:00")),
                List.of(span(AMINA, AgentState.AVAILABLE, null, "08:00", "09:00")),
                morning);

        assertThat(adherence.rows()).singleElement().satisfies(row -> {
            assertThat(row.planned()).isEqualTo(Duration.ofHours(1));
            assertThat(row.share()).isEqualTo(1);
        });
        assertThat(Adherence.of(List.of(), List.of(), DAY).team().share()).isNull();
    }

    @Test
    void tellsWhoShouldBeHereAndIsNot() {
        var now = Instant.parse("2026-12-07T09:00:00Z");
        var carla = new AgentId("carla");
        var planned = List.of(
                planned(AMINA, Activity.SHIFT, "08:00", "12:00"),
                planned(BRUNO, Activity.SHIFT, "08:00", "12:00"),
                planned(carla, Activity.SHIFT, "08:57", "12:00"),
                planned(new AgentId("dora"), Activity.LUNCH, "08:00", "12:00"),
                planned(new AgentId("emile"), Activity.SHIFT, "08:00", "12:00"));

        assertThat(Missing.of(
                        planned,
                        List.of(
                                span(BRUNO, AgentState.AVAILABLE, null, "08:00", "08:40"),
                                span(BRUNO, AgentState.PAUSED, "break", "08:40", "09:00"),
                                span(new AgentId("emile"), AgentState.ON_CONTACT, null, "08:01", "09:00")),
                        now))
                .extracting(
                        Missing::agent,
                        Missing::state,
                        missing -> missing.since().toString())
                .containsExactly(
                        tuple(AMINA, AgentState.OFFLINE, "2026-12-07T08:00:00Z"),
                        tuple(BRUNO, AgentState.PAUSED, "2026-12-07T08:40:00Z"));
    }

    private static @Nullable Double share(Activity activity, Span... states) {
        return Adherence.of(List.of(planned(AMINA, activity, "09:00", "10:00")), List.of(states), DAY)
                .team()
                .share();
    }

    private static Planned planned(AgentId agent, Activity activity, String from, String to) {
        return new Planned(agent, activity, at(from), at(to));
    }

    private static Span span(AgentId agent, AgentState state, @Nullable String reason, String from, String to) {
        return new Span(agent, state, reason, at(from), at(to));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-12-07T" + time + ":00Z");
    }
}
