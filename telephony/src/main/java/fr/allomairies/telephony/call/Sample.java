package fr.allomairies.telephony.call;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CallRecording.Purpose;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A share of the calls that is recorded for a purpose.
///
/// @param share of the calls that it is about
/// @param categories codes or themes; none: all calls
public record Sample(Purpose purpose, double share, Set<String> categories) {

    public Sample {
        categories = Set.copyOf(categories);
    }

    /// @param category absent when the citizen chose none
    boolean isAbout(@Nullable CategoryCode category) {
        return categories.isEmpty()
                || category != null && (categories.contains(category.value()) || categories.contains(category.theme()));
    }
}
