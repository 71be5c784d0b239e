package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import java.util.List;

/// What the machine takes a message to be about, where neither the citizen nor a menu said it.
///
/// @param probability that the category is right, 0 to 1
/// @param isSure enough for the house; otherwise the ticket is better left unclassified than sent the wrong way
/// @param words of the citizen that counted most, the heaviest first
public record CategoryGuess(CategoryCode category, double probability, boolean isSure, List<String> words) {

    public CategoryGuess {
        words = List.copyOf(words);
    }
}
