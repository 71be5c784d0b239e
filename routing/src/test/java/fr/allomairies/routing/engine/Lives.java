package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the log would show of each contact and agent, read from the decisions alone: the life of a contact follows
/// its table, and an agent's state is told exactly when it changes.
final class Lives {

    private static final Map<Class<? extends ContactEvent>, Set<String>> FROM = Map.ofEntries(
            Map.entry(ContactRelaxed.class, Set.of("waiting", "ringing")),
            Map.entry(ContactShared.class, Set.of("waiting")),
            Map.entry(ContactOffered.class, Set.of("waiting")),
            Map.entry(OfferAccepted.class, Set.of("ringing", "waiting")),
            Map.entry(OfferDeclined.class, Set.of("ringing")),
            Map.entry(OfferNotAnswered.class, Set.of("ringing")),
            Map.entry(OfferWithdrawn.class, Set.of("ringing")),
            Map.entry(ContactParked.class, Set.of("talking", "wrap-up")),
            Map.entry(ContactResumed.class, Set.of("resting")),
            Map.entry(ContactTakenBack.class, Set.of("ringing", "talking", "resting")),
            Map.entry(ContactTransferred.class, Set.of("talking")),
            Map.entry(ConsultAsked.class, Set.of("talking")),
            Map.entry(ConsultBegan.class, Set.of("talking")),
            Map.entry(ContactOverflowed.class, Set.of("waiting")),
            Map.entry(ConversationEnded.class, Set.of("talking")),
            Map.entry(ContactAbandoned.class, Set.of("waiting")),
            Map.entry(ContactHandled.class, Set.of("wrap-up", "resting")));

    private static final Map<Class<? extends ContactEvent>, String> TO = Map.ofEntries(
            Map.entry(ContactOffered.class, "ringing"),
            Map.entry(OfferAccepted.class, "talking"),
            Map.entry(OfferDeclined.class, "waiting"),
            Map.entry(OfferNotAnswered.class, "waiting"),
            Map.entry(OfferWithdrawn.class, "waiting"),
            Map.entry(ContactParked.class, "resting"),
            Map.entry(ContactResumed.class, "talking"),
            Map.entry(ContactTakenBack.class, "waiting"),
            Map.entry(ContactTransferred.class, "waiting"),
            Map.entry(ContactOverflowed.class, "over"),
            Map.entry(ConversationEnded.class, "wrap-up"),
            Map.entry(ContactAbandoned.class, "over"),
            Map.entry(ContactHandled.class, "over"));

    private final Rules rules;
    private final Map<ContactId, String> contacts = new HashMap<>();
    private final Map<AgentId, AgentStateChanged> agents = new HashMap<>();
    private final Map<List<Object>, Instant> refusedAt = new HashMap<>();

    Lives(Rules rules) {
        this.rules = rules;
    }

    void queued(ContactId contact) {
        contacts.put(contact, "waiting");
    }

    void on(Event event) {
        if (event instanceof CallPlaced placed) {
            contacts.put(placed.contact(), "talking");
        } else if (event instanceof ConsultEnded ended) {
            contacts.remove(ended.consult());
        } else if (event instanceof ContactEvent change) {
            var from = contacts.get(change.contact());
            if (!FROM.get(change.getClass()).contains(from)) {
                throw new AssertionError(change + " when " + from);
            }
            become(change.contact(), TO.getOrDefault(change.getClass(), from));
        }
        switch (event) {
            case OfferDeclined declined -> refusedAt.put(pair(declined.contact(), declined.agent()), declined.at());
            case OfferNotAnswered silent -> refusedAt.put(pair(silent.contact(), silent.agent()), silent.at());
            case ContactTransferred passed -> passedOn(passed);
            case ConsultAsked asked -> contacts.put(asked.consult(), "asked");
            case ContactOffered offered -> notTooSoon(offered);
            case AgentStateChanged changed -> isNews(changed);
            default -> {}
        }
    }

    boolean isOpen(ContactId contact) {
        return contacts.containsKey(contact);
    }

    /// What each contact that is not over is doing.
    Map<ContactId, String> open() {
        return contacts;
    }

    AgentState state(AgentId agent) {
        return agents.containsKey(agent) ? agents.get(agent).state() : AgentState.OFFLINE;
    }

    private void become(ContactId contact, String life) {
        if (life.equals("over")) {
            contacts.remove(contact);
            // queued once more, it is another one
            refusedAt.keySet().removeIf(pair -> pair.getFirst().equals(contact));
        } else {
            contacts.put(contact, life);
        }
    }

    /// She does not get him back at once, and who is asked for by name may be asked at once.
    private void passedOn(ContactTransferred passed) {
        contacts.put(passed.afterwards(), "wrap-up");
        refusedAt.put(pair(passed.contact(), passed.agent()), passed.at());
        if (passed.to() != null) {
            refusedAt.remove(pair(passed.contact(), passed.to()));
        }
    }

    private void notTooSoon(ContactOffered offered) {
        var refused = refusedAt.getOrDefault(pair(offered.contact(), offered.agent()), Instant.MIN);
        if (refused.isAfter(offered.at().minus(rules.exclusion()))) {
            throw new AssertionError(offered + ", refused at " + refused);
        }
    }

    private void isNews(AgentStateChanged changed) {
        var before = agents.put(changed.agent(), changed);
        if (before != null && before.state() == changed.state() && Objects.equals(before.reason(), changed.reason())) {
            throw new AssertionError("told twice: " + changed);
        }
        if (!Agent.CONSULT.equals(changed.reason())
                && (changed.reason() != null) != (changed.state() == AgentState.PAUSED)) {
            throw new AssertionError("a reason belongs to a pause: " + changed);
        }
    }

    private static List<Object> pair(ContactId contact, AgentId agent) {
        return List.of(contact, agent);
    }
}
