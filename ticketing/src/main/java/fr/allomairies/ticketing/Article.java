package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the house knows of a matter, for those who answer citizens.
///
/// @param version from 1, one more with each change
/// @param withdrawn nobody is shown it any more but those who write
public record Article(UUID id, int version, Content content, boolean withdrawn, Instant writtenAt, AgentId writtenBy) {

    /// Whether somebody should have read it again by that day.
    public boolean isStale(LocalDate today) {
        var by = content.reviewBy();
        return !withdrawn && by != null && by.isBefore(today);
    }

    /// @param text plain; empty lines part its paragraphs
    /// @param told by the assistant to who asks for one of the categories; empty when it tells nothing
    /// @param categories to which it belongs; none when it is found by its words alone
    /// @param reviewBy the last day on which it may be believed unread; absent for what does not age
    public record Content(
            String title,
            String text,
            String told,
            List<CategoryCode> categories,
            @Nullable LocalDate reviewBy) {

        public Content {
            title = composed(title).strip();
            text = composed(text).replace("\r\n", "\n").strip();
            told = composed(told).replace("\r\n", "\n").strip();
            categories = categories.stream().distinct().toList();
        }

        /// One form for a letter and its accent, and nothing that no screen shows.
        private static String composed(String typed) {
            return Normalizer.normalize(typed, Normalizer.Form.NFC).replace("\0", "");
        }
    }
}
