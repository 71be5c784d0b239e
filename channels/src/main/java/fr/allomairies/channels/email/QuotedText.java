package fr.allomairies.channels.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds what a reply quotes of earlier mails. Quoted lines begin with `>` afterwards, whatever the sender's program
/// writes, so that a screen can fold them; no line is lost or moved.
final class QuotedText {

    private static final int HIGHEST_HEADER = 4;

    private static final String VERBS = "(a écrit|wrote|writes|schrieb|escribió|ha scritto|escreveu|schreef|skrev"
            + "|napisał(\\(a\\))?|kirjoitti|написал(а)?|пишет)";

    private static final String REST = "([^.!?]{0,40}|.{0,80}<\\S+@\\S+>.{0,3}):\\s*$";

    /// `Le lun. 15 nov. 2021 à 19:42, Jeanne <jeanne@example.org> a écrit :`
    private static final Pattern INTRODUCTION =
            Pattern.compile("(?i).*(\\d{4}|\\d{1,2}[:h]\\d{2}|\\S@\\S).*\\b?" + VERBS + REST);

    private static final Pattern ENDS_INTRODUCTION = Pattern.compile("(?i)(.*\\s)?" + VERBS + REST);

    private static final Pattern BEGINS_INTRODUCTION =
            Pattern.compile("(?i)(le|on|am|el|il|em|op|den|på|w dniu|\\p{L}{2,3} )\\b.*");

    private static final Pattern DIVIDER = Pattern.compile("(?i)[-_*\\s]{0,40}"
            + "(original message|message d'origine|message d’origine|message original|message transféré"
            + "|forwarded message|ursprüngliche nachricht|original-nachricht|mensaje original|messaggio originale"
            + "|mensagem original|reply message|original e?-?mail)[-_*\\s]{1,40}.*");

    private static final Pattern HEADER = Pattern.compile("(?i)[*\\s]*"
            + "(from|de|von|da|van|sent|envoyé|date|gesendet|enviado|to|à|an|para|a|cc|subject|objet|betreff|asunto"
            + "|répondre à|reply-to)[*\\s\u00a0]*:[*\\s].*");

    private QuotedText() {}

    static String marked(String text) {
        var lines = text.lines().toList();
        var marked = new ArrayList<String>();
        for (int i = 0; i < lines.size(); ) {
            var introduction = introduction(lines, i);
            if (introduction == 0) {
                marked.add(lines.get(i));
                i++;
            } else if (quotesByMark(lines, i + introduction)) {
                lines.subList(i, i + introduction).forEach(line -> marked.add(quoted(line)));
                i += introduction;
            } else {
                lines.subList(i, lines.size()).forEach(line -> marked.add(quoted(line)));
                break;
            }
        }
        return String.join("\n", marked);
    }

    /// The lines that are not quoted.
    static String ofSender(String marked) {
        return marked.lines()
                .filter(line -> !line.startsWith(">"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /// How many lines from `start` on introduce a quotation; 0 for none.
    private static int introduction(List<String> lines, int start) {
        var first = lines.get(start).strip();
        if (first.isEmpty() || first.startsWith(">")) {
            return 0;
        }
        if (DIVIDER.matcher(first).matches() || isHeaderBlock(lines, start)) {
            return 1;
        }
        return sentence(lines, start, first);
    }

    private static int sentence(List<String> lines, int start, String first) {
        var sentence = new StringBuilder();
        for (int height = 1; height <= HIGHEST_HEADER && start + height <= lines.size(); height++) {
            var line = lines.get(start + height - 1).strip();
            if (line.isEmpty()
                    || line.startsWith(">")
                    || height > 1 && !BEGINS_INTRODUCTION.matcher(first).matches()) {
                return 0;
            }
            sentence.append(line).append(' ');
            if (line.endsWith(":") && ENDS_INTRODUCTION.matcher(line).matches()) {
                return INTRODUCTION.matcher(sentence.toString().strip()).matches() ? height : 0;
            }
        }
        return 0;
    }

    /// Outlook's way: a block of From, Sent, To, Subject.
    private static boolean isHeaderBlock(List<String> lines, int start) {
        var headers = 0;
        for (int i = start; i < Math.min(start + 6, lines.size()); i++) {
            if (HEADER.matcher(lines.get(i)).matches()) {
                headers++;
            } else if (i == start) {
                return false;
            }
        }
        return headers >= 3;
    }

    private static boolean quotesByMark(List<String> lines, int after) {
        return lines.stream()
                .skip(after)
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> line.startsWith(">"))
                .orElse(true);
    }

    private static String quoted(String line) {
        return line.startsWith(">") ? line : ("> " + line).stripTrailing();
    }
}
