package fr.allomairies.telephony;

import fr.allomairies.contact.CategoryCode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number of the city, and what who calls it meets with.
///
/// @param number in E.164, or the digits of a short number
/// @param name for agents; empty for the number of which nothing was said
/// @param straightTo what its calls are about, so that they need no menu; absent: the menu
/// @param language of the prompts and of the contact: `fr` or `en`
/// @param relayed by a service that speaks, writes or signs for the deaf and hard of hearing: its calls are a
///     channel of their own, and the caller's number is the service's
public record CityNumber(
        String number, String name, @Nullable CategoryCode straightTo, String language, boolean relayed, Hours hours) {

    /// When its calls are answered.
    public sealed interface Hours {

        /// With all others.
        record OfTheHouse() implements Hours {}

        /// Day and night, public holidays included.
        record Always() implements Hours {}

        /// Closed also on public holidays, and when all the house is.
        ///
        /// @param week spans of each day such as `08:00-12:00,13:30-17:00`; a day that is left out is closed
        record Own(Map<DayOfWeek, String> week, Set<LocalDate> closures) implements Hours {

            public Own {
                week = Map.copyOf(week);
                closures = Set.copyOf(closures);
            }
        }
    }
}
