package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.RecordingEvent.RecordingHeard;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.RecordingArchive;
import fr.allomairies.telephony.call.WavHeader;
import fr.allomairies.telephony.flow.RecordingStore.Entry;
import fr.allomairies.telephony.flow.RecordingStore.State;
import fr.allomairies.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class Archive implements RecordingArchive {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final Refusal NO_REASON =
            new Refusal("reason-missing", "say in 10 to 500 characters why you listen");
    private static final Refusal GONE = new Refusal("recording-gone", "there is no such recording any more");

    private final RecordingStore store;
    private final ListeningStore listenings;
    private final RecordingSwitch power;
    private final Vault vault;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Archive(
            RecordingStore store,
            ListeningStore listenings,
            RecordingSwitch power,
            Vault vault,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.listenings = listenings;
        this.power = power;
        this.vault = vault;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Recorded> of(Collection<ContactId> contacts) {
        return contacts.isEmpty() ? List.of() : listenings.recorded(contacts);
    }

    @Override
    public Answer ask(ContactId contact, AgentId by, String why) {
        var reason = why.strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            return new Answer.Refused(NO_REASON);
        }
        if (kept(contact).isEmpty()) {
            return new Answer.Refused(GONE);
        }
        var listening = new Listening(UUID.randomUUID(), contact, by, reason, clock.instant());
        transaction.executeWithoutResult(_ -> {
            listenings.add(listening);
            log.append(new RecordingHeard(listening.at(), contact, by));
        });
        return new Answer.Granted(listening.id());
    }

    private Optional<Entry> kept(ContactId contact) {
        return store.find(contact).filter(entry -> entry.state() == State.KEPT);
    }

    @Override
    public Optional<Listening> listening(UUID id, AgentId by) {
        return listenings
                .find(id)
                .filter(listening -> listening.by().equals(by))
                .filter(listening -> listening.at().plus(OPEN).isAfter(clock.instant()));
    }

    @Override
    public Optional<Sound> sound(UUID listening, AgentId by) {
        return listening(listening, by)
                .flatMap(asked -> kept(asked.contact()))
                .map(Entry::content)
                .map(this::sound);
    }

    private Sound sound(UUID content) {
        var samples = vault.length(content);
        return new Sound(WavHeader.BYTES + samples, () -> wav(samples, vault.open(content)));
    }

    private static InputStream wav(long length, InputStream samples) {
        return new SequenceInputStream(new ByteArrayInputStream(WavHeader.of(length)), samples);
    }

    @Override
    public boolean isOn() {
        return power.isOn();
    }

    @Override
    public void switchTo(boolean on, AgentId by) {
        power.to(on, by);
    }

    @Override
    public List<Switched> switches(int limit) {
        return power.newest(limit);
    }

    @Override
    public List<Listening> listenings(int limit) {
        return listenings.newest(limit);
    }

    @Override
    public List<Purged> purges(int limit) {
        return listenings.purges(limit);
    }
}
