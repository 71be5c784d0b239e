package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.understanding.HeldOut.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A file of sentences with what each means: CSV with the header `text,code,style,urgent`, cells in quotes where
/// they hold a comma, a quote (doubled) or a line end. What makes no sense is refused with the number of its line,
/// in French, since an operator reads it.
public final class HeldOutFile {

    private static final List<String> HEADER = List.of("text", "code", "style", "urgent");

    private HeldOutFile() {}

    /// @param categories those that there are: another would only be counted as an error
    /// @throws IllegalArgumentException naming the line that is wrong
    public static List<HeldOut> read(String csv, List<CategoryCode> categories) {
        var rows = new Csv(csv.startsWith("\uFEFF") ? csv.substring(1) : csv).rows();
        if (rows.isEmpty() || !rows.getFirst().cells().equals(HEADER)) {
            throw new IllegalArgumentException("ligne 1 : l'en-tête attendu est " + String.join(",", HEADER));
        }
        if (rows.size() == 1) {
            throw new IllegalArgumentException("le fichier ne contient aucune phrase");
        }
        return rows.stream().skip(1).map(row -> heldOut(row, categories)).toList();
    }

    private static HeldOut heldOut(Row row, List<CategoryCode> categories) {
        var cells = row.cells();
        if (cells.size() != HEADER.size()) {
            throw row.wrong(HEADER.size() + " colonnes attendues, " + cells.size() + " trouvées");
        }
        if (cells.getFirst().isBlank()) {
            throw row.wrong("la phrase est vide");
        }
        return new HeldOut(cells.getFirst(), category(row, categories), style(row), urgent(row));
    }

    private static CategoryCode category(Row row, List<CategoryCode> categories) {
        var code = row.cells().get(1).strip();
        return categories.stream()
                .filter(category -> category.value().equals(code))
                .findFirst()
                .orElseThrow(() -> row.wrong("« " + code + " » n'est pas un code du catalogue"));
    }

    private static Style style(Row row) {
        return switch (row.cells().get(2).strip().toLowerCase(Locale.ROOT)) {
            case "speech" -> Style.SPEECH;
            case "chat" -> Style.CHAT;
            case "mail" -> Style.MAIL;
            case String other -> throw row.wrong("style speech, chat ou mail attendu, « " + other + " » trouvé");
        };
    }

    private static boolean urgent(Row row) {
        return switch (row.cells().get(3).strip().toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            case String other -> throw row.wrong("urgent yes ou no attendu, « " + other + " » trouvé");
        };
    }

    /// @param line on which it begins, from 1
    private record Row(int line, List<String> cells) {

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("ligne " + line + " : " + what);
        }
    }

    /// RFC 4180, read from left to right; blank lines are passed over.
    private static final class Csv {

        private final String text;
        private int at;
        private int line = 1;

        Csv(String text) {
            this.text = text;
        }

        List<Row> rows() {
            var rows = new ArrayList<Row>();
            while (at < text.length()) {
                var row = new Row(line, cells());
                if (!row.cells().equals(List.of(""))) {
                    rows.add(row);
                }
            }
            return rows;
        }

        private List<String> cells() {
            var cells = new ArrayList<String>();
            do {
                cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            } while (passed(','));
            passed('\r');
            if (at < text.length() && !passed('\n')) {
                throw new IllegalArgumentException("ligne " + line + " : une virgule est attendue après un guillemet");
            }
            line++;
            return cells;
        }

        private String plain() {
            var from = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String quoted() {
            var begun = line;
            var cell = new StringBuilder();
            for (at++; at < text.length(); at++) {
                var letter = text.charAt(at);
                if (letter == '"') {
                    at++;
                    if (!(at < text.length() && text.charAt(at) == '"')) {
                        return cell.toString();
                    }
                } else if (letter == '\n') {
                    line++;
                }
                cell.append(letter);
            }
            throw new IllegalArgumentException("ligne " + begun + " : un guillemet n'est pas fermé");
        }

        private boolean passed(char letter) {
            var there = at < text.length() && text.charAt(at) == letter;
            if (there) {
                at++;
            }
            return there;
        }
    }
}
