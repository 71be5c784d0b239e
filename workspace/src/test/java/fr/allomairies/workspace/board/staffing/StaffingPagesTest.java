package fr.allomairies.workspace.board.staffing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.workspace.board.Preview;
import fr.allomairies.workspace.board.forecast.DaysAlike;
import fr.allomairies.workspace.board.measures.Interval;
import java.io.UnsupportedEncodingException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/// The staffing pages after eight random weeks, one of whose days was three times as busy.
@SpringBootTest(classes = Preview.class)
class StaffingPagesTest {

    private final DaysAlike days = new DaysAlike();
    private MockMvcTester http;

    @Autowired
    void reach(WebApplicationContext context) {
        http = MockMvcTester.from(context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/staffing",
                "/staffing?channel=chat",
                "/staffing?channel=email&shrinkage=25",
                "/staffing?date=2100-12-25",
                "/staffing?date=tomorrow",
                "/staffing?level=150&within=soon&shrinkage=-3",
                "/staffing?patience=120&handle=240&occupancy=85",
                "/staffing/calculator",
                "/staffing/roster",
                "/staffing/roster?date=whenever",
                "/staffing/roster/import",
                "/staffing/adherence",
                "/staffing/adherence?from=2026-01-01&to=2026-12-31",
                "/staffing/calculator?arrivals=&interval=30&handle=180",
                "/staffing/calculator?arrivals=40&interval=15&handle=600&atOnce=3&patience=90"
            })
    void everyPageIsWholeInBothLanguages(String path) throws UnsupportedEncodingException {
        for (var language : new String[] {"fr", "en"}) {
            var page = get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);

            // a text that is missing shows its key between question marks
            assertThat(page).contains("</html>").doesNotContain("??").contains("lang=\"" + language + "\"");
        }
    }

    /// A public holiday among the eight weeks is like none of their other days.
    @Test
    void plansByTheDaysAlikeAndLeavesTheOddOneOut() throws UnsupportedEncodingException {
        var tomorrow = LocalDate.now(Interval.CITY).plusDays(1);
        var alike = IntStream.rangeClosed(1, 8)
                .mapToObj(tomorrow::minusWeeks)
                .filter(this::isOrdinary)
                .toList();
        var odd = tomorrow.minusWeeks(3);

        var page = get("/staffing?date=" + ordinaryDay());

        if (alike.contains(odd)) {
            assertThat(page).contains("D’après %d jours semblables".formatted(alike.size() - 1));
            assertThat(page.substring(page.indexOf("Écartés, car hors norme")))
                    .contains("%1$td/%1$tm/%1$tY".formatted(odd));
        } else {
            assertThat(page)
                    .contains("D’après %d jours semblables".formatted(alike.size()))
                    .doesNotContain("Écartés, car hors norme");
        }
    }

    /// Tomorrow, or the same day of the week after it.
    private LocalDate ordinaryDay() {
        var day = LocalDate.now(Interval.CITY).plusDays(1);
        while (!isOrdinary(day)) {
            day = day.plusWeeks(1);
        }
        return day;
    }

    private boolean isOrdinary(LocalDate day) {
        return !days.isHoliday(day);
    }

    @Test
    void theCalculatorBeginsWithTheExampleOfTheDictionary() throws UnsupportedEncodingException {
        assertThat(get("/staffing/calculator"))
                .containsPattern("figure-value\">14</span>")
                .containsPattern("figure-value\">20</span>")
                .contains("88,8")
                .contains("71,4");
    }

    @ParameterizedTest
    @CsvSource({
        "/staffing?level=150, level, Un nombre de 1 à 99",
        "/staffing?within=soon, within, Un nombre de 0 à",
        "/staffing/calculator?arrivals=-5&interval=30&handle=180, arrivals, Un nombre de",
        "/staffing/calculator?arrivals=10&interval=30&handle=, handle, Un nombre de 1 à"
    })
    void saysWhichFieldIsWrongAndKeepsTheRest(String path, String field, String sentence)
            throws UnsupportedEncodingException {
        var page = get(path);

        assertThat(page.replaceAll("\\s+", " "))
                .containsPattern("id=\"" + field + "\"[^>]*aria-invalid=\"true\"")
                .containsPattern("id=\"" + field + "-hint\" class=\"error-text\">" + sentence);
        assertThat(page).doesNotContain("figure-value");
    }

    @Test
    void saysWhatToDoWhileNothingIsKnown() throws UnsupportedEncodingException {
        assertThat(get("/staffing?date=2001-01-03"))
                .contains("Pas encore d’historique")
                .contains("Revenez dans une semaine")
                .doesNotContain("plan.csv");
    }

    @Test
    void theFileSaysWhatThePageSays() throws UnsupportedEncodingException {
        var day = "?date=" + ordinaryDay();
        var lines = get("/staffing/plan.csv" + day).lines().toList();
        var eight = Arrays.asList(lines.stream()
                .filter(line -> line.contains("T10:00:00"))
                .findFirst()
                .orElseThrow()
                .split(",", -1));

        assertThat(lines.getFirst()).isEqualTo(PlanCsv.HEADER);
        assertThat(eight).hasSize(12);
        assertThat(Double.parseDouble(eight.get(8))).isGreaterThanOrEqualTo(0.8);
        assertThat(get("/staffing" + day)).contains("<strong>" + eight.get(4) + "</strong>");
    }

    @Test
    void holdsThePositionsPlannedAgainstThoseNeeded() throws UnsupportedEncodingException {
        var tomorrow = LocalDate.now(Interval.CITY).plusDays(1);
        var page = get("/staffing?date=" + tomorrow);

        if (page.contains("plan.csv")) {
            var ten = get("/staffing/plan.csv?date=" + tomorrow)
                    .lines()
                    .filter(line -> line.contains("T10:00:00"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ten).endsWith(",14.000");
            assertThat(page).contains("data-planned=\"14.0\"").contains("Voir le planning de ce jour");
        }
        assertThat(get("/staffing/roster?date=" + tomorrow))
                .contains("09:00–17:00")
                .contains("8,0 h");
    }

    @Test
    void aQuestionThatIsNoneHasNoFile() {
        assertThat(http.get().uri("/staffing/plan.csv?date=whenever").exchange())
                .hasStatus(HttpStatus.BAD_REQUEST);
    }

    private String get(String uri) throws UnsupportedEncodingException {
        var answer = http.get().uri(uri).exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }
}
