package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Interval;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A report as a file, with the numbers of the page.
@Component
public class ReportFile {

    private final Summaries summaries;
    private final Book book;
    private final Names names;

    ReportFile(Summaries summaries, Book book, Names names) {
        this.summaries = summaries;
        this.book = book;
        this.names = names;
    }

    public enum Type {
        PDF("application/pdf"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        CSV("text/csv;charset=UTF-8;header=present");

        private final String media;

        Type(String media) {
            this.media = media;
        }

        public String media() {
            return media;
        }

        /// @param last the last day, included
        public String file(LocalDate first, LocalDate last) {
            return "rapport-" + first + "-" + last + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether no call of the interval is still under way. Written contacts may wait for days, and are not waited for.
    public boolean isSettled(Interval interval) {
        return book.facts(interval).contacts().stream()
                .filter(record -> record.channel().isCall())
                .allMatch(ContactRecord::over);
    }

    /// From then on everything is known.
    public Instant since() {
        return book.since();
    }

    /// Empty where what is known does not reach back so far.
    ///
    /// @param tables the keys of those that it holds, in the order of the report
    public Optional<Summary> summary(Interval interval, Step step, Collection<String> tables, Locale language) {
        var facts = book.facts(interval);
        return interval.from().isBefore(facts.since())
                ? Optional.empty()
                : Optional.of(summaries.summary(facts, step, language).only(tables));
    }

    public byte[] bytes(Summary summary, Type type, Locale language) {
        try {
            var out = new ByteArrayOutputStream();
            write(summary, type, language, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Summary summary, Type type, Locale language, OutputStream out) throws IOException {
        switch (type) {
            case PDF -> new SummaryPdf(names, language).write(summary, out);
            case XLSX -> new SummaryXlsx(names, language).write(summary, out);
            case CSV -> {
                var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                SummaryCsv.write(summary, text);
                text.flush();
            }
        }
    }
}
