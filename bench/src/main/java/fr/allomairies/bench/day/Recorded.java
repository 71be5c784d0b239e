package fr.allomairies.bench.day;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One contact as the system exports it.
record Recorded(Map<String, String> columns) {

    String channel() {
        return get("channel");
    }

    String externalId() {
        return get("external_id");
    }

    /// The ids within the external id: a call has ours and the network's, a chat the conversation's and the message's.
    List<String> externalIds() {
        return List.of(externalId().split("[ :<>]+"));
    }

    String outcome() {
        return get("outcome");
    }

    String ticket() {
        return get("ticket");
    }

    boolean answered() {
        return !get("answered").isEmpty();
    }

    boolean queued() {
        return !get("queued").isEmpty();
    }

    boolean acknowledged() {
        return !get("acknowledged").isEmpty();
    }

    boolean over() {
        return !get("ended").isEmpty();
    }

    private String get(String column) {
        return columns.getOrDefault(column, "");
    }

    /// Reads the export: a header line, then RFC 4180 lines separated by comma or semicolon.
    static List<Recorded> parse(String csv) {
        var lines = csv.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        var first = lines.getFirst().replace("\uFEFF", "");
        var separator = first.indexOf(';') >= 0 ? ';' : ',';
        var header = cells(first, separator);
        return lines.stream()
                .skip(1)
                .map(line -> row(header, cells(line, separator)))
                .toList();
    }

    private static Recorded row(List<String> header, List<String> cells) {
        var columns = new HashMap<String, String>();
        for (int i = 0; i < header.size() && i < cells.size(); i++) {
            columns.put(header.get(i), cells.get(i));
        }
        return new Recorded(columns);
    }

    private static List<String> cells(String line, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
