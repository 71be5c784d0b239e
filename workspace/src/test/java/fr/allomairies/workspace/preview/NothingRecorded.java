package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.CallRecording;
import java.util.Optional;

final class NothingRecorded implements CallRecording {

    @Override
    public Optional<Mark> mark(ContactId contact) {
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> pause(AgentId agent, ContactId contact) {
        return notRecorded();
    }

    @Override
    public Optional<Refusal> resume(AgentId agent, ContactId contact) {
        return notRecorded();
    }

    @Override
    public Optional<Refusal> object(AgentId agent, ContactId contact) {
        return notRecorded();
    }

    private static Optional<Refusal> notRecorded() {
        return Optional.of(new Refusal("not-recorded", "there is no telephone in the preview"));
    }
}
