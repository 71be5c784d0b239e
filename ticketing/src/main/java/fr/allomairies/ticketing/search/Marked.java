package fr.allomairies.ticketing.search;

import fr.allomairies.ticketing.TicketSearch.Part;
import java.util.ArrayList;
import java.util.List;

/// An excerpt as a database gives it back, with a mark around each word that was found: letters that no text has.
public final class Marked {

    public static final String BEGINS = "\uE000";
    public static final String ENDS = "\uE001";

    private Marked() {}

    public static List<Part> parts(String excerpt) {
        var parts = new ArrayList<Part>();
        for (var piece : excerpt.strip().split("(?=" + BEGINS + ")|(?<=" + ENDS + ")")) {
            var found = piece.contains(BEGINS);
            parts.add(new Part(piece.replace(BEGINS, "").replace(ENDS, ""), found));
        }
        return parts;
    }
}
