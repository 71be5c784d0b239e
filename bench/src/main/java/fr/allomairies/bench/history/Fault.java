package fr.allomairies.bench.history;

/// Why a line could not be read.
///
/// @param column its name in the format; empty when the whole line is wrong
record Fault(int line, String column, String why) {

    @Override
    public String toString() {
        return column.isEmpty() ? "line " + line + ": " + why : "line " + line + ", column " + column + ": " + why;
    }
}
