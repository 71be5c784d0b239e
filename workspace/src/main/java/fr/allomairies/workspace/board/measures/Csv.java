package fr.allomairies.workspace.board.measures;

/// Cells of the files that spreadsheets read, between commas or semicolons.
public final class Csv {

    private Csv() {}

    /// What somebody's machine sent must not become a formula in the reader's spreadsheet.
    public static String cell(String value) {
        var safe = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
        return safe.matches("(?s).*[\",;\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
