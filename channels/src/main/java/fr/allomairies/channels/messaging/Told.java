package fr.allomairies.channels.messaging;

import fr.allomairies.contact.PhoneNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider tells.
sealed interface Told {

    /// A citizen writes.
    ///
    /// @param name as he calls himself there
    /// @param opens whether it is worth a contact of its own
    record Said(
            String id,
            @Nullable String name,
            @Nullable PhoneNumber phone,
            Instant at,
            String text,
            List<Media> media,
            boolean opens)
            implements Told {

        public Said {
            media = List.copyOf(media);
        }
    }

    /// How messages of ours fare.
    ///
    /// @param messages as the provider numbers them
    /// @param reason of a failure, as a kebab-case code
    record Marked(
            List<String> messages, Mark mark, @Nullable String reason) implements Told {

        public Marked {
            messages = List.copyOf(messages);
        }
    }

    /// He has seen all that was sent to him until then.
    record ReadUntil(String party, Instant at) implements Told {}

    /// Nothing that is for us.
    record Nothing() implements Told {}

    enum Mark {
        SENT,
        DELIVERED,
        READ,
        FAILED
    }

    /// A file that is still at the provider's.
    ///
    /// @param address where it lies, or by which id the API says where
    /// @param byId whether it is an id, and our token is needed
    /// @param name as the citizen sent it; absent for a photo
    record Media(String address, boolean byId, @Nullable String name) {}
}
