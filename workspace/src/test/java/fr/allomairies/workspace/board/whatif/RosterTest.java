package fr.allomairies.workspace.board.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays.Joins;
import fr.allomairies.routing.PastDays.RosterChange;
import fr.allomairies.routing.PastDays.Span;
import fr.allomairies.routing.PastDays.Works;
import fr.allomairies.workspace.board.whatif.Form.AddedLine;
import fr.allomairies.workspace.board.whatif.Problem.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {

    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final Skill LIGHTING = new Skill("eclairage");
    private static final Skill ROADS = new Skill("voirie");
    private static final List<SkillNeed> AMINAS = List.of(new SkillNeed(LIGHTING, 3));

    private static final People PEOPLE = new People(
            Map.of(
                    AMINA,
                    "Amina Saïdi",
                    BRUNO,
                    "Bruno Costa",
                    new AgentId("paul.a"),
                    "Paul Martin",
                    new AgentId("paul.b"),
                    "Paul Martin"),
            Map.of(LIGHTING, "Éclairage public", ROADS, "Voirie"),
            agent -> agent.equals(AMINA) ? AMINAS : List.of());

    private final Roster roster = new Roster(LocalDate.parse("2026-03-02"), PEOPLE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10-18", "10:00-18:00", "10h00 – 18h", "10 à 18", "14-18, 10-14"})
    void readsHoursInManyWays(String typed) {
        roster.presence(1, "bruno", typed);

        assertThat(roster.problems()).isEmpty();
        assertThat(roster.changes())
                .containsExactly(new Works(BRUNO, List.of(span("2026-03-02T09:00:00Z", "2026-03-02T17:00:00Z"))));
    }

    @Test
    void readsAbsencesAndSeveralPartsOfTheDay() {
        roster.presence(1, "amina", "Absente");
        roster.presence(2, "bruno", "8:30-12, 13-24:00");
        roster.presence(3, "", "");

        assertThat(roster.problems()).isEmpty();
        assertThat(roster.changes())
                .containsExactly(
                        new Works(AMINA, List.of()),
                        new Works(
                                BRUNO,
                                List.of(
                                        span("2026-03-02T07:30:00Z", "2026-03-02T11:00:00Z"),
                                        span("2026-03-02T12:00:00Z", "2026-03-02T23:00:00Z"))));
    }

    @Test
    void readsATableWithAndWithoutItsHeadAndByNameOrLogin() {
        roster.table(
                "agent;from;to\r\nbruno costa;13:00;18:00\r\n\r\nbruno;8:00;12:00\r\nAMINA SAIDI;absent;\r\npaul.a;;\r\n");

        assertThat(roster.problems()).isEmpty();
        assertThat(roster.changes())
                .containsExactly(
                        new Works(
                                BRUNO,
                                List.of(
                                        span("2026-03-02T07:00:00Z", "2026-03-02T11:00:00Z"),
                                        span("2026-03-02T12:00:00Z", "2026-03-02T17:00:00Z"))),
                        new Works(AMINA, List.of()),
                        new Works(new AgentId("paul.a"), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bruno;25:00;26:00 | time",
                "bruno;10:60;11:00 | time",
                "bruno;10:00; | time",
                "bruno;18:00;10:00 | end-before-start",
                "bruno;10;10 | end-before-start",
                "carla;10:00;18:00 | agent-unknown",
                "Paul Martin;10:00;18:00 | agent-unknown",
                "bruno,10:00,18:00 | columns",
                "bruno;10:00;18:00;x | columns"
            })
    void saysWhatIsWrongWithALineOfTheTable(String line, String code) {
        roster.table("agent;from;to\n" + line);

        assertThat(roster.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(roster.problems().getFirst().place()).isEqualTo(Place.TABLE);
        assertThat(roster.problems().getFirst().line()).isEqualTo(2);
        assertThat(roster.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bruno | 10 | time",
                "bruno | 10-12-14 | time",
                "bruno | midi-14 | time",
                "bruno | 10-14, 13-18 | overlap",
                "bruno | '' | hours-missing",
                "'' | 10-18 | agent-missing",
                "carla | 10-18 | agent-unknown"
            })
    void saysWhatIsWrongWithALine(String agent, String hours, String code) {
        roster.presence(4, agent, hours);

        assertThat(roster.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(roster.problems().getFirst().line()).isEqualTo(4);
        assertThat(roster.changes()).isEmpty();
    }

    @Test
    void seesOverlapsBetweenLinesAndTheTable() {
        roster.presence(1, "bruno", "10-14");
        roster.table("bruno;13:00;15:00\nbruno;absent;");

        assertThat(roster.problems()).extracting(Problem::code).containsExactly("overlap", "twice");
    }

    /// On the last Sunday of March the clock goes from 2:00 to 3:00.
    @Test
    void knowsThatAnHourIsMissingInMarch() {
        var march = new Roster(LocalDate.parse("2026-03-29"), PEOPLE);
        march.presence(1, "bruno", "2:30-3:00");
        march.presence(2, "amina", "1-4");

        assertThat(march.problems()).extracting(Problem::code).containsExactly("no-such-time");
        assertThat(march.changes())
                .containsExactly(new Works(AMINA, List.of(span("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"))));
    }

    @Test
    void addsPeopleWithTheSkillsOfAColleagueAndMore() {
        roster.added(1, new AddedLine("2", "amina", "voirie 2, eclairage public", "12-14"));

        assertThat(roster.problems()).isEmpty();
        assertThat(roster.changes())
                .extracting(RosterChange::agent)
                .containsExactly(new AgentId("added-1"), new AgentId("added-2"));
        assertThat(roster.changes()).allSatisfy(change -> {
            assertThat(((Joins) change).skills())
                    .containsExactlyInAnyOrder(new SkillNeed(LIGHTING, 3), new SkillNeed(ROADS, 2));
            assertThat(change.spans()).containsExactly(span("2026-03-02T11:00:00Z", "2026-03-02T13:00:00Z"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | '' | jardins | 12-14 | skill-unknown",
                "1 | '' | voirie 7 | 12-14 | level",
                "1 | '' | '' | 12-14 | skills-missing",
                "1 | '' | voirie | '' | hours-missing",
                "1 | '' | voirie | 12-14, 13-15 | overlap",
                "0 | '' | voirie | 12-14 | count",
                "51 | '' | voirie | 12-14 | count",
                "x | '' | voirie | 12-14 | count",
                "1 | carla | voirie | 12-14 | agent-unknown"
            })
    void saysWhatIsWrongWithPeopleAdded(String count, String like, String skills, String hours, String code) {
        roster.added(1, new AddedLine(count, like, skills, hours));

        assertThat(roster.problems()).extracting(Problem::code).containsExactly(code);
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
