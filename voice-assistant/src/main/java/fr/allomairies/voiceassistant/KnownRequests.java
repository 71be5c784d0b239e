package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import java.util.Optional;

/// Where it is known what others have reported. Whoever lets the machine speak says where that is.
public interface KnownRequests {

    /// The oldest that is still open.
    ///
    /// @param place in words, such as `12 rue Masséna, Nice`
    Optional<KnownRequest> near(CategoryCode category, String place);
}
