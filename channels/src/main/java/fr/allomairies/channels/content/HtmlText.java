package fr.allomairies.channels.content;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// HTML as a person would read it out: blocks become lines, quotes begin with `> `, links keep their address.
/// Nothing is loaded and nothing runs.
public final class HtmlText {

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "tr",
            "li",
            "ul",
            "ol",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "section",
            "article",
            "header",
            "footer",
            "blockquote",
            "hr",
            "address",
            "dl",
            "dt",
            "dd",
            "form",
            "fieldset");
    private static final Set<String> SPACED = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table");
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "head", "title", "noscript", "template", "object");
    private static final int DEEPEST = 200;

    private HtmlText() {}

    public static String of(String html) {
        var text = new StringBuilder();
        append(Jsoup.parse(html), text, 0);
        return text.toString();
    }

    private static void append(Node node, StringBuilder text, int depth) {
        if (node instanceof TextNode words) {
            appendWords(words, text);
        } else if (node instanceof Element element && !UNSEEN.contains(element.normalName())) {
            if (depth == DEEPEST) {
                text.append(element.text());
            } else if (element.normalName().equals("blockquote")) {
                appendQuote(element, text, depth);
            } else {
                appendElement(element, text, depth);
            }
        }
    }

    private static void appendElement(Element element, StringBuilder text, int depth) {
        var name = element.normalName();
        if (name.equals("br")) {
            text.append('\n');
            return;
        }
        if (BLOCKS.contains(name)) {
            newLine(text, SPACED.contains(name));
        }
        if (name.equals("li")) {
            text.append("- ");
        }
        element.childNodes().forEach(child -> append(child, text, depth + 1));
        if (name.equals("a")) {
            appendAddress(element, text);
        }
        if (BLOCKS.contains(name)) {
            newLine(text, SPACED.contains(name));
        } else if (name.equals("td") || name.equals("th")) {
            text.append(' ');
        }
    }

    private static void appendQuote(Element quote, StringBuilder text, int depth) {
        var quoted = new StringBuilder();
        quote.childNodes().forEach(child -> append(child, quoted, depth + 1));
        newLine(text, false);
        quoted.toString()
                .strip()
                .lines()
                .forEach(line -> text.append("> ").append(line).append('\n'));
    }

    private static void appendAddress(Element link, StringBuilder text) {
        var address = link.attr("href");
        if (address.startsWith("http") && !link.text().contains(address)) {
            text.append(" <").append(address).append('>');
        }
    }

    private static void appendWords(TextNode words, StringBuilder text) {
        var line = words.getWholeText().replaceAll("[ \\t\\r\\n]+", " ");
        var atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        text.append(atStart ? line.stripLeading() : line);
    }

    private static void newLine(StringBuilder text, boolean spaced) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        if (spaced && text.length() > 1 && text.charAt(text.length() - 2) != '\n') {
            text.append('\n');
        }
    }
}
