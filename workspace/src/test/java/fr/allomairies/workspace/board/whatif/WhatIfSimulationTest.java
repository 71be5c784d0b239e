package fr.allomairies.workspace.board.whatif;

import static fr.allomairies.workspace.board.whatif.InventedDay.MIDNIGHT;
import static fr.allomairies.workspace.board.whatif.InventedDay.NEXT_MIDNIGHT;
import static fr.allomairies.workspace.board.whatif.InventedRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.routing.PastDays.Joins;
import fr.allomairies.routing.PastDays.RosterChange;
import fr.allomairies.routing.PastDays.SkillChange;
import fr.allomairies.routing.PastDays.Span;
import fr.allomairies.routing.PastDays.Works;
import fr.allomairies.routing.whatif.PastDay;
import fr.allomairies.routing.whatif.PastDayReader;
import fr.allomairies.routing.whatif.Scenario;
import fr.allomairies.routing.whatif.WhatIf;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Invented days of some six hundred contacts, played again and counted by the one dictionary.
class WhatIfSimulationTest {

    private static final Interval DAY = new Interval(MIDNIGHT, NEXT_MIDNIGHT);
    private static final List<Skill> THEMES = List.of(new Skill("lighting"), new Skill("waste"), new Skill("roads"));

    /// Nobody lets a call ring in the play, as four in a hundred did on the day: hence the service level is up to
    /// five points better than it was, and never far worse.
    @ParameterizedTest
    @CsvSource({"1, 6", "2, 6", "3, 7", "4, 7", "5, 8", "6, 8", "7, 10", "8, 12"})
    void aDayWithNothingChangedGoesAboutAsItWent(long seed, int agents) {
        var day = day(seed, agents);

        var happened = counted(day::tell);
        var played = played(day, Change.NONE);

        var before = voice(happened);
        var after = voice(played);
        assertThat(after.offered()).isEqualTo(before.offered());
        assertThat(after.answered()).isCloseTo(before.answered(), within(10));
        assertThat(after.serviceLevel() - before.serviceLevel()).isBetween(-0.025, 0.055);
        assertThat(after.answerRate()).isCloseTo(before.answerRate(), within(0.02));
        assertThat(after.averageWait()).isCloseTo(before.averageWait(), within(4.0));
        assertThat(after.handleTime()).isCloseTo(before.handleTime(), within(5.0));
        assertThat(played.occupancy()).isCloseTo(Objects.requireNonNull(happened.occupancy()), within(0.01));
    }

    @Test
    void playsTheSameDayTheSameToTheLastBit() {
        var log = InventedDay.log(3, RULES, 7);

        assertThat(events(read(log), Change.NONE)).isEqualTo(events(read(log), Change.NONE));
    }

    @Test
    void playsInPartsAsInOneGo() {
        var day = day(3, 7);
        var inParts = new ArrayList<Event>();
        var play = new WhatIf(day, new Scenario(RULES, Change.NONE), inParts::add);
        for (var time = MIDNIGHT; time.isBefore(NEXT_MIDNIGHT); time = time.plus(Duration.ofMinutes(7))) {
            play.playTo(time);
        }
        play.playTo(NEXT_MIDNIGHT);

        assertThat(inParts).isEqualTo(events(day, Change.NONE));
    }

    @Test
    void oneMoreHelpsAndOneLessHurts() {
        var day = day(2, 6);
        var everything = THEMES.stream().map(skill -> new SkillNeed(skill, 3)).toList();
        var from = MIDNIGHT.plus(Duration.ofHours(8));
        var to = MIDNIGHT.plus(Duration.ofHours(17));

        var asItWas = voice(played(day, Change.NONE));
        var more = voice(played(
                day,
                new Change(
                        null,
                        List.of(),
                        List.of(new Joins(new AgentId("one-more"), everything, List.of(new Span(from, to)))))));
        var less =
                voice(played(day, new Change(null, List.of(), List.of(new Works(new AgentId("agent-1"), List.of())))));

        assertThat(more.serviceLevel() - asItWas.serviceLevel()).isGreaterThan(0.1);
        assertThat(less.serviceLevel() - asItWas.serviceLevel()).isLessThan(-0.1);
        assertThat(more.averageWait()).isLessThan(asItWas.averageWait());
        assertThat(less.abandonmentRate()).isGreaterThan(asItWas.abandonmentRate());
    }

    @Test
    void whoWorksAsOnTheDayChangesNothing() {
        var day = day(2, 6);
        var asOnTheDay = day.agents().stream()
                .<RosterChange>map(agent -> new Works(agent.agent(), List.of(presence(day, agent.agent()))))
                .toList();

        assertThat(asOnTheDay).hasSize(6);
        assertThat(events(day, new Change(null, List.of(), asOnTheDay))).isEqualTo(events(day, Change.NONE));
    }

    /// At work from 8:10 to 17:00 on the day, with lunch from 11:55 to 12:45.
    @Test
    void whoHasOtherHoursIsOfferedContactsInThemAloneAndKeepsThePausesThatFallIntoThem() {
        var agent = new AgentId("agent-1");
        var morning = new Span(at(9, 0), at(10, 30));
        var afternoon = new Span(at(12, 0), at(18, 0));

        var states =
                events(day(2, 6), new Change(null, List.of(), List.of(new Works(agent, List.of(morning, afternoon)))))
                        .stream()
                        .filter(AgentStateChanged.class::isInstance)
                        .map(AgentStateChanged.class::cast)
                        .filter(state -> state.agent().equals(agent))
                        .toList();

        assertThat(states.getFirst().at()).isEqualTo(at(9, 0));
        assertThat(states)
                .filteredOn(state -> state.state() == AgentState.OFFERED)
                .isNotEmpty()
                .allMatch(state -> isIn(morning, state) || isIn(afternoon, state));
        assertThat(states)
                .filteredOn(state -> state.state() == AgentState.OFFERED)
                .noneMatch(state -> isIn(new Span(at(12, 0), at(12, 45)), state))
                .anyMatch(state -> state.at().isAfter(at(17, 0)));
        assertThat(states)
                .filteredOn(state -> state.state() == AgentState.PAUSED)
                .extracting(AgentStateChanged::at)
                .contains(at(12, 0));
    }

    @Test
    void whoIsAbsentAllDayIsNeverThere() {
        var agent = new AgentId("agent-1");

        assertThat(events(day(2, 6), new Change(null, List.of(), List.of(new Works(agent, List.of())))))
                .filteredOn(AgentStateChanged.class::isInstance)
                .noneMatch(state -> ((AgentStateChanged) state).agent().equals(agent));
    }

    private static boolean isIn(Span span, AgentStateChanged state) {
        return !state.at().isBefore(span.from()) && state.at().isBefore(span.to());
    }

    private static Instant at(int hour, int minute) {
        return MIDNIGHT.plus(Duration.ofMinutes(60L * hour + minute));
    }

    private static Span presence(PastDay day, AgentId agent) {
        var states = new ArrayList<AgentStateChanged>();
        day.tell(event -> {
            if (event instanceof AgentStateChanged state && state.agent().equals(agent)) {
                states.add(state);
            }
        });
        return new Span(states.getFirst().at(), states.getLast().at());
    }

    /// Everybody who can do everything waits for nobody in particular.
    @Test
    void moreSkillsHelp() {
        var day = day(4, 7);
        var changes = new ArrayList<SkillChange>();
        for (var agent = 0; agent < 7; agent++) {
            for (var skill : THEMES) {
                changes.add(new SkillChange(new AgentId("agent-" + agent), skill, 2));
            }
        }

        var asItWas = voice(played(day, Change.NONE));
        var pooled = voice(played(day, new Change(null, changes, List.of())));

        assertThat(pooled.serviceLevel()).isGreaterThan(asItWas.serviceLevel());
        assertThat(pooled.averageWait()).isLessThan(asItWas.averageWait());
    }

    private static PastDay day(long seed, int agents) {
        return read(InventedDay.log(seed, RULES, agents));
    }

    private static PastDay read(List<Event> log) {
        var reader = new PastDayReader(MIDNIGHT, NEXT_MIDNIGHT, RULES, 1);
        log.forEach(reader::on);
        return reader.day().orElseThrow();
    }

    private static Outcome played(PastDay day, Change change) {
        return counted(listener -> events(day, change).forEach(listener));
    }

    private static List<Event> events(PastDay day, Change change) {
        var events = new ArrayList<Event>();
        new WhatIf(day, new Scenario(RULES, change), events::add).playTo(NEXT_MIDNIGHT);
        return events;
    }

    private static Outcome counted(Consumer<Consumer<Event>> day) {
        var tally = new DayTally(DAY, Parameters.DEFAULTS);
        day.accept(tally::on);
        return tally.outcome();
    }

    private static Figures voice(Outcome outcome) {
        return Objects.requireNonNull(outcome.channel(ChannelKind.VOICE));
    }
}
