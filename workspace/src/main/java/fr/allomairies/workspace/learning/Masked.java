package fr.allomairies.workspace.learning;

import java.util.regex.Pattern;

/// A citizen's words without what tells who he is, as far as that has a form: addresses, numbers, links, names after a
/// title or an introduction. Whoever labels them reads them once more.
final class Masked {

    static final int LONGEST = 500;

    private static final Pattern QUOTED = Pattern.compile("(?m)^>.*$");
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+|(?:https?://|www\\.)\\S+");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d(?:[\\d .\\-/]*\\d)?");
    private static final Pattern STREET = Pattern.compile(
            "(?iu)\\b(rue|avenue|av|boulevard|bd|chemin|impasse|allée|allee|place|route|quai|passage|traverse|montée"
                    + "|montee|square|cours)\\s+(?:(?:de|du|des|la|le|les|d['’]|l['’])\\s*)*[\\p{L}'’-]+"
                    + "(?:\\s+(?-i:\\p{Lu})[\\p{L}'’-]*)*");
    private static final Pattern NAME = Pattern.compile(
            "(?u)\\b((?i:m|mr|mme|mlle|monsieur|madame|mademoiselle|docteur|dr)\\.?|(?i:je m['’]appelle|je suis|mon nom est"
                    + "|ici c['’]est|cordialement|signé))[\\s,:]+\\p{Lu}[\\p{L}'’-]*(?:\\s+\\p{Lu}[\\p{L}'’-]*)*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Masked() {}

    static String of(String said) {
        var words = QUOTED.matcher(said).replaceAll(" ");
        words = BLANKS.matcher(words).replaceAll(" ").strip();
        words = ADDRESS.matcher(words).replaceAll("…");
        words = NUMBER.matcher(words).replaceAll("…");
        words = STREET.matcher(words).replaceAll("$1 …");
        words = NAME.matcher(words).replaceAll("$1 …");
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }
}
