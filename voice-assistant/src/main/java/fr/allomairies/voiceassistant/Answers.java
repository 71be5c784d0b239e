package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import java.util.Optional;

/// Where it is known what may be told of a matter. Whoever lets the machine speak says where that is.
public interface Answers {

    /// Empty where nothing is meant to be told, or what was is not to be believed any more.
    Optional<Answer> about(CategoryCode category);
}
