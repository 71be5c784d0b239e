package fr.allomairies.channels;

import fr.allomairies.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who writes just now in a chat of the widget, and how far each side has read. Nothing of it is an event. What is said
/// of a contact that is no such chat changes nothing. Safe for many threads and nodes.
public interface ChatMarks {

    /// Who has not written on for so long has stopped.
    Duration WRITING = Duration.ofSeconds(6);

    /// @param typing whether the agent writes now; told again every few seconds while she does
    /// @param readUntil when the last line was said that she has read; absent leaves it as it is
    void agent(ContactId contact, boolean typing, @Nullable Instant readUntil);

    /// As it is now.
    Mark ofCitizen(ContactId contact);

    /// Of citizens, where it changed within twice [#WRITING].
    Map<ContactId, Mark> recentOfCitizens();

    /// @param readUntil when the last line was said that has been read; absent for none
    record Mark(boolean typing, @Nullable Instant readUntil) {

        public static final Mark NONE = new Mark(false, null);
    }
}
