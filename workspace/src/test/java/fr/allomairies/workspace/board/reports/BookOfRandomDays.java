package fr.allomairies.workspace.board.reports;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import fr.allomairies.contact.AgentId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.voiceassistant.Communes;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.support.StaticMessageSource;

/// What readers of the reports, of their file and of an agent's own day see.
public final class BookOfRandomDays {

    private static final Names NAMES = names();

    private final Summaries summaries;
    private final BehindPages behind;
    private final OwnDays days;

    public BookOfRandomDays(EventLog log, Clock clock) {
        var book = new Book(log, clock);
        summaries = new Summaries(book, Parameters.DEFAULTS, NAMES);
        behind = new BehindPages(book, Parameters.DEFAULTS, NAMES);
        days = new OwnDays(book, Parameters.DEFAULTS);
    }

    public Summary summary(Interval interval) {
        return summaries.summary(interval, Step.HOUR, Locale.FRENCH);
    }

    public OwnDay ownDay(AgentId agent, LocalDate date) {
        return days.of(agent, date);
    }

    /// How many contacts open behind the figure of the whole.
    public int behind(Interval interval, Measure measure) {
        return behind.contacts(interval, measure, Optional.empty(), "").size();
    }

    /// How many there should be; the figures do not tell how many had a first response.
    public static int expectedBehind(Measure measure, Figures total) {
        var waited = total.answered() + total.abandoned() + total.callbacks() + total.endedOtherwise();
        return switch (measure) {
            case SERVICE_LEVEL -> total.answered() + total.abandoned() - total.shortAbandons();
            case ANSWER_RATE -> waited;
            case CONTAINMENT -> total.assistantEnded();
            case AVERAGE_WAIT, P95_WAIT -> total.answered();
            // on random days nobody passes a contact on, so that each has one part
            case HANDLE_TIME, TALK, HOLD, WRAP_UP -> total.handled();
            default -> measure.of(total).intValue();
        };
    }

    public int sum(Summary summary, String table, Measure measure) {
        var found = summary.table(table);
        var column = found.columns().stream().map(Table.Column::code).toList().indexOf(measure.code());
        return found.lines().stream()
                .mapToInt(line -> line.values().get(column).intValue())
                .sum();
    }

    public List<String> figuresOf(Summary summary) {
        var figures = new ArrayList<String>();
        for (var table : summary.tables()) {
            for (var line : table.lines()) {
                for (var i = 0; i < table.columns().size(); i++) {
                    var value = line.values().get(i);
                    figures.add(table.key() + " " + table.columns().get(i).code() + " " + value);
                }
            }
        }
        return figures;
    }

    public List<String> figuresInFile(Summary summary) throws IOException {
        var text = new StringBuilder();
        SummaryCsv.write(summary, text);
        return Arrays.stream(text.toString().split("\r\n"))
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[0] + " " + cells[5] + " "
                        + (cells[6].isEmpty() ? null : new BigDecimal(cells[6]).doubleValue()))
                .toList();
    }

    static Names names() {
        var messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        var directory = mock(AgentDirectory.class, withSettings().stubOnly());
        when(directory.nameOf(any()))
                .thenAnswer(call -> call.getArgument(0, AgentId.class).value());
        return new Names(
                mock(Catalogue.class, withSettings().stubOnly()),
                mock(Communes.class, withSettings().stubOnly()),
                directory,
                messages);
    }
}
