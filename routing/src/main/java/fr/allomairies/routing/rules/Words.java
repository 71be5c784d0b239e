package fr.allomairies.routing.rules;

import fr.allomairies.routing.Finding;
import fr.allomairies.routing.rules.Mention.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One line of the text, read from left to right.
final class Words {

    static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
    private static final int LONGEST_QUOTE = 40;

    private final int line;
    private final List<Token> tokens;
    private final int end;
    private final List<Mention> mentions = new ArrayList<>();
    private int next;

    Words(int line, String text) {
        this.line = line;
        this.tokens = Token.of(text);
        this.end = text.stripTrailing().length() + 1;
    }

    boolean isEmpty() {
        return next == tokens.size();
    }

    boolean isNext(String word) {
        return !isEmpty() && tokens.get(next).text().equals(word);
    }

    boolean accept(String word) {
        var accepted = isNext(word);
        next += accepted ? 1 : 0;
        return accepted;
    }

    void expect(String word) throws Misread {
        if (!accept(word)) {
            throw misread("expected-word", word).near(List.of(word));
        }
    }

    /// Any word; its meaning is the caller's business.
    String word(String expected) throws Misread {
        if (isEmpty()) {
            throw misread(expected).asIs();
        }
        return tokens.get(next++).text();
    }

    String code(Pattern form, String expected) throws Misread {
        if (isEmpty() || !form.matcher(tokens.get(next).text()).matches()) {
            throw misread(expected).asIs();
        }
        return tokens.get(next++).text();
    }

    String mentioned(Kind kind, Pattern form, String expected) throws Misread {
        var code = code(form, expected);
        mentions.add(new Mention(kind, code, line, tokens.get(next - 1).column()));
        return code;
    }

    Duration time(Duration least, Duration most) throws Misread {
        var time = isEmpty() ? null : Units.time(tokens.get(next).text()).orElse(null);
        if (time == null) {
            throw misread("expected-time").asIs();
        }
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw misread("out-of-range", Units.text(least), Units.text(most)).asIs();
        }
        next++;
        return time;
    }

    int whole(int least, int most) throws Misread {
        if (isEmpty() || !WHOLE.matcher(tokens.get(next).text()).matches()) {
            throw misread("expected-whole-number").asIs();
        }
        var number = Integer.parseInt(tokens.get(next).text());
        if (number < least || number > most) {
            throw misread("out-of-range", least, most).asIs();
        }
        next++;
        return number;
    }

    /// In hundredths.
    int rate(int least, int most) throws Misread {
        var rate = isEmpty() ? null : Units.rate(tokens.get(next).text()).orElse(null);
        if (rate == null) {
            throw misread("expected-number").asIs();
        }
        if (rate < least || rate > most) {
            throw misread("out-of-range", Units.rate(least), Units.rate(most)).asIs();
        }
        next++;
        return rate;
    }

    void end() throws Misread {
        if (!isEmpty()) {
            throw misread("too-much").asIs();
        }
    }

    /// The word just read makes no sense.
    Misread wrong(String code, Object... arguments) {
        next--;
        return misread(code, arguments).asIs();
    }

    List<Mention> mentions() {
        return mentions;
    }

    /// Of what stands here; the first argument of the sentence is its text, which is empty at the end of the line.
    Fault misread(String code, Object... arguments) {
        var found = isEmpty() ? "" : quoted(tokens.get(next).text());
        var all = new ArrayList<Object>(List.of(found));
        all.addAll(List.of(arguments));
        return new Fault(
                found, Finding.refusal(line, isEmpty() ? end : tokens.get(next).column(), code, all.toArray()));
    }

    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    record Fault(String found, Finding finding) {

        Misread asIs() {
            return new Misread(finding);
        }

        Misread near(List<String> known) {
            return new Misread(finding.suggesting(Nearest.to(found, known)));
        }
    }
}
