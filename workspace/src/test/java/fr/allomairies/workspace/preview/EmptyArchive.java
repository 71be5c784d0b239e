package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.RecordingArchive;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class EmptyArchive implements RecordingArchive {

    @Override
    public List<Recorded> of(Collection<ContactId> contacts) {
        return List.of();
    }

    @Override
    public Answer ask(ContactId contact, AgentId by, String why) {
        return new Answer.Refused(new Refusal("recording-gone", "there is no telephone in the preview"));
    }

    @Override
    public Optional<Sound> sound(UUID listening, AgentId by) {
        return Optional.empty();
    }

    @Override
    public Optional<Listening> listening(UUID listening, AgentId by) {
        return Optional.empty();
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public void switchTo(boolean on, AgentId by) {
        // there is nothing to switch
    }

    @Override
    public List<Switched> switches(int limit) {
        return List.of();
    }

    @Override
    public List<Listening> listenings(int limit) {
        return List.of();
    }

    @Override
    public List<Purged> purges(int limit) {
        return List.of();
    }
}
