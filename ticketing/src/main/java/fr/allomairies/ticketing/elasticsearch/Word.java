package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.ticketing.search.SearchQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One of the words that somebody typed, cut as the index cuts a text.
///
/// @param plain in small letters without accents
/// @param shorter the same without the ending of gender and number
record Word(String typed, String plain, Optional<String> shorter) {

    private static final int MOST = 12;
    private static final String ELISIONS = "l|m|t|qu|n|s|j|d|c|jusqu|quoiqu|lorsqu|puisqu";

    /// What stands between two letters and cuts no word for the index; « l'été » and « aujourd'hui » stay.
    private static final Pattern JOINT = Pattern.compile(
            "(?i)(?<=\\p{L})[:.](?=\\p{L})|(?<=\\p{L})" + "(?<!(?<!\\p{L})(?:" + ELISIONS + "|aujourd))['’](?=\\p{L})");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}']+");
    private static final Pattern ELIDED = Pattern.compile("(?i)^'*((" + ELISIONS + ")'+)?|'+$");

    static List<Word> in(String text) {
        return Arrays.stream(BETWEEN.split(apart(SearchQuery.bounded(text)).replace('’', '\'')))
                .map(word -> ELIDED.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .map(Word::of)
                .toList();
    }

    /// In one form, and a blank where two words hang together by a mark.
    static String apart(String text) {
        return JOINT.matcher(SearchQuery.composed(text).replace('_', ' ')).replaceAll("$0 ");
    }

    private static Word of(String typed) {
        return new Word(
                typed,
                SearchQuery.plain(typed),
                SearchQuery.withoutEnding(typed).map(SearchQuery::plain));
    }
}
