package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import java.util.List;

/// What the machine takes a message to be about, where neither the citizen nor a menu said it.
///
/// @param probability that the category is right, 0 to 1
/// @param words of the citizen that counted most, the heaviest first
public record CategoryGuess(CategoryCode category, double probability, List<String> words) {

    /// Below it the ticket is better left unclassified than sent the wrong way.
    private static final double SURE = 0.7;

    public CategoryGuess {
        words = List.copyOf(words);
    }

    public boolean isSure() {
        return probability >= SURE;
    }
}
