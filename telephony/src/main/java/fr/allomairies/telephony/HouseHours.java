package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.voiceassistant.ExceptionalDays;
import fr.allomairies.voiceassistant.Timetable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When people answer. What is said holds from the next question on, on every node; until something is said for the
/// first time, the settings hold. Safe for many threads.
public interface HouseHours {

    int LONGEST_REASON = 80;

    /// How many years exceptional days may lie ahead.
    int YEARS_AHEAD = 2;

    Timetable inForce();

    /// Whether nothing was ever said.
    boolean isFromSettings();

    /// The exceptional days that are not over, in their order.
    List<Days> days();

    /// Newest first.
    List<Change> history(int limit);

    /// Refused with `hours-malformed`, `hours-backwards`, `hours-overlap` and, when no day is open, `week-empty`.
    ///
    /// @param week spans of each day such as `08:00-12:00,13:30-17:00`; a day that is left out or blank is closed
    Optional<Refusal> setWeek(boolean alwaysOpen, Map<DayOfWeek, String> week, AgentId by);

    /// Refused with `days-backwards`, `days-past`, `days-too-far`, `days-overlap`, `reason-form`, and as the week is
    /// for its spans.
    ///
    /// @param until the last day
    /// @param spans when people answer on each of them; blank: closed
    Optional<Refusal> add(LocalDate from, LocalDate until, String reason, String spans, AgentId by);

    /// Refused with `days-unknown` when none of [#days] begin on that day.
    Optional<Refusal> remove(LocalDate from, AgentId by);

    /// @param reason empty for those of the settings
    record Days(ExceptionalDays what, String reason) {}

    /// @param by absent: taken over from the settings
    record Change(Instant at, @Nullable AgentId by, What what) {}

    sealed interface What {

        /// @param week a closed day is left out
        record WeekSet(boolean alwaysOpen, Map<DayOfWeek, String> week) implements What {}

        record DaysAdded(Days days) implements What {}

        record DaysRemoved(Days days) implements What {}
    }
}
