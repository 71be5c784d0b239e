package fr.allomairies.workspace.board.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.Event;
import fr.allomairies.workspace.board.LogInMemory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.RandomDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/// The files are read back with other eyes than those that wrote them.
class SummaryFilesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Pattern NUMBER = Pattern.compile("<v>([^<]*)</v>");

    @TempDir
    Path folder;

    private final Names names = BookOfRandomDays.names();
    private final Summary summary = summary();

    @Test
    void leavesNoTableOutOfTheFiles() {
        assertThat(summary.tables()).extracting(Table::key).containsExactlyElementsOf(Table.KEYS);
        assertThat(summary.only(Table.KEYS)).isEqualTo(summary);
        for (var language : List.of("fr", "en")) {
            var texts = ResourceBundle.getBundle("messages.board_" + language);
            assertThat(Table.KEYS)
                    .allSatisfy(
                            key -> assertThat(texts.keySet()).contains("reports.table." + key, "reports.sheet." + key));
        }
    }

    @Test
    void writesEveryFigureIntoTheWorkbook() throws IOException {
        var out = new ByteArrayOutputStream();
        new SummaryXlsx(names, Locale.FRENCH).write(summary, out);

        assertThat(numbersOf(out.toByteArray()))
                .containsExactlyElementsOf(summary.tables().stream()
                        .flatMap(table -> table.lines().stream())
                        .flatMap(line -> line.values().stream())
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Test
    void printsEveryFigureOfTheTotal() throws IOException {
        var out = new ByteArrayOutputStream();
        new SummaryPdf(names, Locale.FRENCH).write(summary, out);
        var reader = new PdfReader(out.toByteArray());
        var text = new StringBuilder();
        for (var page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page));
        }

        var total = summary.table("interval").lines().getLast();
        var columns = summary.table("interval").columns();
        for (var i = 0; i < columns.size(); i++) {
            assertThat(text.toString())
                    .contains(new Shown()
                            .value(total.values().get(i), columns.get(i).kind())
                            .replace('\u00a0', ' ')
                            .replace('\u202f', ' ')
                            .split(" ")[0]);
        }
        assertThat(text.toString()).contains("02/03/2026 – 02/03/2026").contains("agent1");
    }

    private List<Double> numbersOf(byte[] workbook) throws IOException {
        var numbers = new ArrayList<Double>();
        var file = Files.write(folder.resolve("report.xlsx"), workbook);
        try (var zip = new ZipFile(file.toFile())) {
            for (var sheet = 1; sheet <= summary.tables().size(); sheet++) {
                var entry = zip.getEntry("xl/worksheets/sheet" + sheet + ".xml");
                var cells = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                        .replaceAll("<c r=\"[A-Z]+\\d+\"[^>]*t=\"s\"[^>]*>.*?</c>", "");
                NUMBER.matcher(cells).results().forEach(found -> numbers.add(Double.parseDouble(found.group(1))));
            }
        }
        return numbers;
    }

    private Summary summary() {
        var log = new LogInMemory();
        log.append(RandomDay.wholeDay(1, DAY, 150, 3).stream()
                .sorted(Comparator.comparing(Event::at))
                .toList());
        var now = Interval.day(DAY).to();
        return new Summaries(new Book(log, Clock.fixed(now, ZoneOffset.UTC)), Parameters.DEFAULTS, names)
                .summary(Interval.day(DAY), Step.HOUR, Locale.FRENCH);
    }
}
