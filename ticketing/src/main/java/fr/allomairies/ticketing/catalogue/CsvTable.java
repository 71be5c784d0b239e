package fr.allomairies.ticketing.catalogue;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// Lines with a header. Reads commas, and the semicolons of a French spreadsheet.
final class CsvTable {

    private static final CsvMapper MAPPER = new CsvMapper();
    private static final String MARK = "\uFEFF";

    private CsvTable() {}

    /// @throws JacksonException when it is no such table
    static List<Map<String, String>> read(String text) {
        var table = text.startsWith(MARK) ? text.substring(1) : text;
        var header = table.lines().findFirst().orElse("");
        var separator = header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
        try (MappingIterator<Map<String, String>> lines = MAPPER.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(separator))
                .readValues(table)) {
            return lines.readAll();
        }
    }

    static String write(List<String> columns, List<Map<String, String>> rows) {
        var schema = CsvSchema.builder()
                .addColumns(columns, CsvSchema.ColumnType.STRING)
                .build()
                .withHeader();
        return MAPPER.writer(schema).writeValueAsString(rows);
    }
}
