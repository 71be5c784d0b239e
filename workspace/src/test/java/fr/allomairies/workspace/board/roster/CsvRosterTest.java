package fr.allomairies.workspace.board.roster;

import static fr.allomairies.workspace.board.roster.Team.AMINA;
import static fr.allomairies.workspace.board.roster.Team.BRUNO;
import static fr.allomairies.workspace.board.roster.Team.planned;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.workspace.board.roster.RosterFile.Line;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRosterTest {

    private static final String HEADING = "agent,date,from,to,activity\n";

    private final CsvRoster csv = new CsvRoster(Team.people());

    @Test
    void readsWhatASpreadsheetWrites() {
        var file = csv.read("""
                \uFEFFactivité;fin;début;jour;téléconseiller
                Service;16h;8h00;07/12/2026;"Amina Saïdi"

                Déjeuner;13:00;12:00;2026-12-07;amina.saidi
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines())
                .containsExactly(
                        new Line(2, planned(AMINA, Activity.SHIFT, "2026-12-07T07:00:00Z", "2026-12-07T15:00:00Z")),
                        new Line(4, planned(AMINA, Activity.LUNCH, "2026-12-07T11:00:00Z", "2026-12-07T12:00:00Z")));
    }

    @Test
    void aNightEndsOnTheNextDay() {
        assertThat(one("bruno,2026-12-07,22:00,06:00,shift"))
                .isEqualTo(planned(BRUNO, Activity.SHIFT, "2026-12-07T21:00:00Z", "2026-12-08T05:00:00Z"));
        assertThat(one("bruno,2026-12-07,00:00,24:00,leave"))
                .isEqualTo(planned(BRUNO, Activity.LEAVE, "2026-12-06T23:00:00Z", "2026-12-07T23:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "'bruno,2026-03-28,22:00,06:00,shift', 7",
        "'bruno,2026-10-24,22:00,06:00,shift', 9",
        "'bruno,2026-03-29,00:00,24:00,leave', 23",
        "'bruno,2026-10-25,00:00,24:00,leave', 25",
        "'bruno,2026-10-24,22:00,02:30+01:00,shift', 5.5",
        "'bruno,2026-03-29,18:00,02:00,shift', 8",
        "'bruno,2026-10-25,18:00,02:00,shift', 8",
        "'bruno,2026-10-25,02:30+02:00,02:10+01:00,break', 0.6666667",
        "'bruno,2026-10-25,02:30+02:00,02:30+01:00,break', 1"
    })
    void theNightsInWhichTheClocksChangeAreShorterAndLonger(String line, double hours) {
        var planned = one(line);

        assertThat(Duration.between(planned.from(), planned.to()))
                .isEqualTo(Duration.ofMinutes(Math.round(hours * 60)));
    }

    @ParameterizedTest
    @CsvSource({
        "'nadia,2026-12-07,08:00,12:00,shift', agent, nadia",
        "'Paul Roux,2026-12-07,08:00,12:00,shift', agent, Paul Roux",
        "'gone,2026-12-07,08:00,12:00,shift', agent, gone",
        "'officer,2026-12-07,08:00,12:00,shift', agent, officer",
        "'bruno,2026-02-30,08:00,12:00,shift', date, 2026-02-30",
        "'bruno,2026-12-07,8,12:00,shift', time, 8",
        "'bruno,2026-12-07,08:00,25:00,shift', time, 25:00",
        "'bruno,2026-12-07,08:00,12:00,sleeping', activity, sleeping",
        "'bruno,2026-12-07,08:00', columns, 3",
        "'bruno,2026-03-29,02:30,12:00,shift', gap, 02:30",
        "'bruno,2026-10-25,02:30,12:00,shift', twice, 02:30",
        "'bruno,2026-03-28,22:00,02:30,shift', gap, 02:30",
        "'bruno,2026-10-24,22:00,02:30,shift', twice, 02:30",
        "'bruno,2026-10-25,02:10+01:00,02:30+02:00,shift', offset, 02:30+02:00",
        "'bruno,2026-12-07,08:00+02:00,12:00,shift', offset, 08:00+02:00"
    })
    void namesTheLineAndTheReason(String line, String code, String first) {
        var file = csv.read(HEADING + "bruno,2026-12-01,08:00,12:00,shift\n" + line);

        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.args()).startsWith(first);
        });
    }

    @Test
    void refusesAFileWithoutItsColumnsOrWithoutALine() {
        assertThat(csv.read("agent,date,from,to\nbruno,2026-12-07,08:00,12:00").problems())
                .extracting(Problem::code)
                .containsExactly("header");
        assertThat(csv.read(HEADING).problems()).extracting(Problem::code).containsExactly("empty");
        assertThat(csv.read("").problems()).extracting(Problem::code).containsExactly("empty");
        assertThat(csv.read(HEADING + "\n".repeat(RosterFile.MOST_LINES)).problems())
                .extracting(Problem::code)
                .containsExactly("many");
    }

    @Test
    void readsWhatItWrites() {
        var planned = List.of(
                planned(AMINA, Activity.SHIFT, "2026-10-24T20:00:00Z", "2026-10-25T00:30:00Z"),
                planned(AMINA, Activity.BREAK, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
                planned(BRUNO, Activity.BACK_OFFICE, "2026-12-07T07:00:00Z", "2026-12-07T08:15:00Z"));

        var file = csv.read(CsvRoster.write(planned));

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines()).extracting(Line::planned).containsExactlyElementsOf(planned);
    }

    private Planned one(String line) {
        var file = csv.read(HEADING + line);
        assertThat(file.problems()).isEmpty();
        return file.lines().getFirst().planned();
    }
}
