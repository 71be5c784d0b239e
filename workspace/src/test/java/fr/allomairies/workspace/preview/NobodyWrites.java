package fr.allomairies.workspace.preview;

import fr.allomairies.channels.ChatMarks;
import fr.allomairies.contact.ContactId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class NobodyWrites implements ChatMarks {

    @Override
    public void agent(ContactId contact, boolean typing, @Nullable Instant readUntil) {
        // nobody looks
    }

    @Override
    public Mark ofCitizen(ContactId contact) {
        return Mark.NONE;
    }

    @Override
    public Map<ContactId, Mark> recentOfCitizens() {
        return Map.of();
    }
}
