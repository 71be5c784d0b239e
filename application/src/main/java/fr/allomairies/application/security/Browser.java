package fr.allomairies.application.security;

import java.util.List;
import java.util.Optional;

/// By which program and on which machine somebody is signed in, as far as its own words can be understood.
///
/// @param program absent when it is none that we know
/// @param system likewise
public record Browser(Optional<String> program, Optional<String> system) {

    /// A word in the text, and what it means.
    private record Sign(String word, String meaning) {}

    /// The first that is found: those that call themselves by each other's names come before them.
    private static final List<Sign> PROGRAMS = List.of(
            new Sign("Edg/", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("SamsungBrowser/", "Samsung Internet"),
            new Sign("Firefox/", "Firefox"),
            new Sign("FxiOS/", "Firefox"),
            new Sign("CriOS/", "Chrome"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Android", "Android"),
            new Sign("Windows", "Windows"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Mac OS X", "macOS"),
            new Sign("Linux", "Linux"));

    static Browser of(String text) {
        return new Browser(first(PROGRAMS, text), first(SYSTEMS, text));
    }

    private static Optional<String> first(List<Sign> signs, String text) {
        return signs.stream()
                .filter(sign -> text.contains(sign.word))
                .findFirst()
                .map(Sign::meaning);
    }
}
