package fr.allomairies.workspace.tour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A tour of one page.
public enum Tour {
    DESK,
    BOARD;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tour> of(String code) {
        return Arrays.stream(values()).filter(tour -> tour.code().equals(code)).findFirst();
    }
}
