package fr.allomairies.channels.content;

/// Text that every table and screen can hold.
public final class PlainText {

    private PlainText() {}

    /// Line ends are `\n`. Control characters other than tab and line end, those that turn the direction of what
    /// follows, and halves of characters are gone. No more than two empty lines follow each other.
    ///
    /// @param longest how many characters are kept at most
    public static String clean(String text, int longest) {
        var kept = new StringBuilder(Math.min(text.length(), longest));
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ')
                .codePoints()
                .filter(PlainText::isKept)
                .limit(longest)
                .forEach(kept::appendCodePoint);
        return kept.toString()
                .replaceAll("[ \\t]+\n", "\n")
                .replaceAll("\n{4,}", "\n\n\n")
                .strip();
    }

    /// The same on one line, as a subject or a name needs it.
    public static String line(String text, int longest) {
        return clean(text.replaceAll("\\s+", " "), longest);
    }

    private static boolean isKept(int c) {
        return c == '\n'
                || c == '\t'
                || (!Character.isISOControl(c) && !isUnseen(c) && Character.getType(c) != Character.SURROGATE);
    }

    /// The joiners are needed by scripts and pictures.
    private static boolean isUnseen(int c) {
        return Character.getType(c) == Character.FORMAT && c != '\u200C' && c != '\u200D';
    }
}
