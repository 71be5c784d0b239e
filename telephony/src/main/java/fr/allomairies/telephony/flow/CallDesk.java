package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class CallDesk implements Telephony {

    private final Calls calls;
    private final CallStore store;
    private final Phones phones;
    private final Line line;
    private final TelephonySettings settings;

    CallDesk(Calls calls, CallStore store, Phones phones, Line line, TelephonySettings settings) {
        this.calls = calls;
        this.store = store;
        this.phones = phones;
        this.line = line;
        this.settings = settings;
    }

    @Override
    public Optional<BrowserPhone> browserPhone(AgentId agent) {
        return line.browserPhone(agent, phones.of(agent));
    }

    @Override
    public Optional<SipPhone> sipPhone(AgentId agent) {
        return line.sipPhone(agent, phones.of(agent));
    }

    @Override
    public boolean reachable(AgentId agent) {
        return phones.reachable(agent);
    }

    @Override
    public Optional<Refusal> hangUp(AgentId agent, ContactId contact) {
        if (!line.isReached()) {
            return Optional.of(new Refusal("telephone-unavailable", "the telephone cannot be reached now; try again"));
        }
        var call = calls.of(contact)
                .filter(known ->
                        calls.connectedAgent(known).filter(agent::equals).isPresent());
        call.ifPresent(known -> calls.tell(known, new HangUpAsked(agent)));
        return call.isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal("not-in-conversation", "the agent does not speak with this caller"));
    }

    @Override
    public boolean cutOff(ContactId contact) {
        return calls.isCutOff(contact);
    }

    @Override
    public boolean callback(ContactId contact) {
        return store.find(contact).map(CallAccount::attempt).isPresent();
    }

    @Override
    public Optional<PhoneNumber> caller(ContactId contact) {
        return store.find(contact).map(CallAccount::caller);
    }

    @Override
    public Map<ContactId, String> traces(Instant from, Instant to) {
        return store.traces(from, to);
    }

    @Override
    public Status status() {
        var now = line.status();
        return new Status(now.connected(), settings.cityNumber(), now.calls(), now.since(), now.detail());
    }
}
