package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what somebody sent, by what it is.
@Component
class RosterFiles {

    /// A year of a hundred people has about half of it.
    static final int MOST_BYTES = 4_000_000;

    private final AgentDirectory directory;

    RosterFiles(AgentDirectory directory) {
        this.directory = directory;
    }

    /// Empty when it is no text in UTF-8.
    static Optional<String> text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// @param of whose the events without attendees are
    RosterFile read(String text, @Nullable AgentId of, LocalDate today) {
        var people = new People(directory);
        var plain = text.replaceFirst("^\\uFEFF", "");
        return plain.stripLeading().toUpperCase(Locale.ROOT).startsWith("BEGIN:VCALENDAR")
                ? new IcalRoster(people, of, today).read(plain)
                : new CsvRoster(people).read(plain);
    }
}
