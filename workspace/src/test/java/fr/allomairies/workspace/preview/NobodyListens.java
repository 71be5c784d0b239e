package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.LiveListening;
import java.util.List;
import java.util.Optional;

final class NobodyListens implements LiveListening {

    private static final Optional<Refusal> OFF =
            Optional.of(new Refusal("listening-off", "there is no telephone in the preview"));

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Optional<Refusal> begin(AgentId by, AgentId agent, ContactId contact, String why) {
        return OFF;
    }

    @Override
    public Optional<Refusal> turn(AgentId by, Mode mode) {
        return OFF;
    }

    @Override
    public Optional<Refusal> leave(AgentId by) {
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> takeOver(AgentId by) {
        return OFF;
    }

    @Override
    public Optional<Listening> latest(AgentId by) {
        return Optional.empty();
    }

    @Override
    public Optional<Notice> notice(ContactId contact) {
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> object(AgentId agent, ContactId contact) {
        return OFF;
    }

    @Override
    public List<Listening> newest(int limit) {
        return List.of();
    }
}
