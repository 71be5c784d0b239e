package fr.allomairies.voiceassistant.understanding;

import java.util.List;
import java.util.regex.Pattern;

/// How a French word is heard, roughly: words that a recogniser or a speller confuses have the same sound
/// (`trottoir` and `trotoire`, `caniveaux` and `canivo`). Digits say vowels through the nose: 1 `in`, 2 `an`, 3
/// `on`.
public final class Sounds {

    private static final List<Rule> RULES = List.of(
            rule("[^a-z0-9]", ""),
            rule("ph", "f"),
            rule("ch|sh|sch", "C"),
            rule("gn", "N"),
            rule("h", ""),
            rule("eaux?|aux?|ault|aud\\b", "o"),
            rule("oeu|eu", "e"),
            rule("ou", "U"),
            rule("oi|oy", "wa"),
            rule("(?:ain|ein|aim|in|im|yn|ym)(?![aeiouynm])", "1"),
            rule("(?:an|am|en|em)(?![aeiouynm])", "2"),
            rule("(?:on|om)(?![aeiouynm])", "3"),
            rule("(?:un|um)(?![aeiouynm])", "1"),
            rule("aill|eill|ill", "y"),
            rule("ai|ei|ay|ey", "e"),
            rule("sc(?=[eiy])|c(?=[eiy])", "s"),
            rule("(?<=[aeiouU])s(?=[aeiouU])", "z"),
            rule("ss", "s"),
            rule("qu?|ck|cq|c", "k"),
            rule("ge(?=[ao])|g(?=[eiy])", "j"),
            rule("gu(?=[eiy])", "g"),
            rule("ti(?=3)", "si"),
            rule("y", "i"),
            rule("w", "v"),
            rule("(.)\\1+", "$1"),
            rule("(?<=..)(?:er|ez|et|es|ent|e|[sxtdpz]+)$", ""));

    private static final Memo<String> HEARD = new Memo<>(Sounds::heard);

    private Sounds() {}

    /// @param plain lower case without accents
    public static String of(String plain) {
        return HEARD.of(plain);
    }

    private static String heard(String plain) {
        var sound = plain;
        for (var rule : RULES) {
            sound = rule.spelling.matcher(sound).replaceAll(rule.heard);
        }
        return sound.isEmpty() ? plain : sound;
    }

    private static Rule rule(String spelling, String heard) {
        return new Rule(Pattern.compile(spelling), heard);
    }

    private record Rule(Pattern spelling, String heard) {}
}
