package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.ReportPages.Labels;
import fr.allomairies.workspace.board.reports.Table.Line;
import java.io.OutputStream;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// A report to be printed or filed.
final class SummaryPdf {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final Font TITLE = font(16, Font.BOLD);
    private static final Font HEADING = font(11, Font.BOLD);
    private static final Font HEAD = font(7, Font.BOLD);
    private static final Font BODY = font(7, Font.NORMAL);

    private final Names names;
    private final Locale language;
    private final Shown shown = new Shown();

    SummaryPdf(Names names, Locale language) {
        this.names = names;
        this.language = language;
    }

    void write(Summary summary, OutputStream out) {
        try (var document = new Document(PageSize.A4.rotate(), 28, 28, 28, 28)) {
            PdfWriter.getInstance(document, out).setCloseStream(false);
            document.setDocumentLanguage(language.getLanguage());
            document.addTitle(title(summary));
            document.addCreator("Allo Mairies");
            document.open();
            document.add(new Paragraph(title(summary), TITLE));
            document.add(new Paragraph(
                    names.text("reports.made", language) + ' ' + time(summary) + ". "
                            + names.text("board.rule.interval", language),
                    BODY));
            for (var table : summary.tables()) {
                if (!table.lines().isEmpty()) {
                    var heading = new Paragraph(names.text("reports.table." + table.key(), language), HEADING);
                    heading.setSpacingBefore(12);
                    heading.setSpacingAfter(4);
                    document.add(heading);
                    document.add(table(table, new Labels(summary.step())));
                }
            }
        }
    }

    private String title(Summary summary) {
        return "%s, %s – %s"
                .formatted(
                        names.text("reports.title", language),
                        DAY.format(ZonedDateTime.ofInstant(summary.interval().from(), Interval.CITY)),
                        DAY.format(ZonedDateTime.ofInstant(summary.interval().to(), Interval.CITY)
                                .minusDays(1)));
    }

    private static String time(Summary summary) {
        return TIME.format(ZonedDateTime.ofInstant(summary.now(), Interval.CITY));
    }

    private PdfPTable table(Table table, Labels labels) {
        var widths = new float[table.columns().size() + 1];
        Arrays.fill(widths, 1);
        widths[0] = 2.4f;
        var drawn = new PdfPTable(widths);
        drawn.setWidthPercentage(100);
        drawn.setHeaderRows(1);
        drawn.addCell(cell("", HEAD, Element.ALIGN_LEFT));
        table.columns()
                .forEach(column -> drawn.addCell(
                        cell(names.text("board.figure." + column.code(), language), HEAD, Element.ALIGN_RIGHT)));
        for (var line : table.lines()) {
            drawn.addCell(cell(label(line, labels), HEAD, Element.ALIGN_LEFT));
            for (var i = 0; i < table.columns().size(); i++) {
                drawn.addCell(cell(
                        shown.value(line.values().get(i), table.columns().get(i).kind()), BODY, Element.ALIGN_RIGHT));
            }
        }
        return drawn;
    }

    private String label(Line line, Labels labels) {
        return line.key().equals("total") ? names.text("reports.total", language) : labels.of(line);
    }

    private static PdfPCell cell(String text, Font font, int align) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setHorizontalAlignment(align);
        cell.setPadding(2.5f);
        cell.setBorderWidth(0.4f);
        return cell;
    }

    private static Font font(float size, int style) {
        return FontFactory.getFont(FontFactory.HELVETICA, BaseFont.CP1252, BaseFont.NOT_EMBEDDED, size, style);
    }
}
