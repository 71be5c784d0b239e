package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
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

/// What the log would show of each contact and agent, read from the decisions alone: the life of a contact follows its
/// table, and an agent's state is told exactly when it changes.
final class Lives {

    private static final Map<Class<? extends ContactEvent>, Set<String>> FROM = Map.of(
            ContactOffered.class, Set.of("waiting"),
            OfferAccepted.class, Set.of("ringing", "waiting"),
            OfferDeclined.class, Set.of("ringing"),
            OfferNotAnswered.class, Set.of("ringing"),
            OfferWithdrawn.class, Set.of("ringing"),
            ConversationEnded.class, Set.of("talking"),
            ContactAbandoned.class, Set.of("waiting"),
            ContactHandled.class, Set.of("wrap-up"));

    private static final Map<Class<? extends ContactEvent>, String> TO = Map.of(
            ContactOffered.class, "ringing",
            OfferAccepted.class, "talking",
            OfferDeclined.class, "waiting",
            OfferNotAnswered.class, "waiting",
            OfferWithdrawn.class, "waiting",
            ConversationEnded.class, "wrap-up",
            ContactAbandoned.class, "over",
            ContactHandled.class, "over");

    private final Map<ContactId, String> contacts = new HashMap<>();
    private final Map<AgentId, AgentStateChanged> agents = new HashMap<>();
    private final Map<List<Object>, Instant> refusedAt = new HashMap<>();

    void queued(ContactId contact) {
        contacts.put(contact, "waiting");
    }

    void on(Event event) {
        if (event instanceof ContactEvent change) {
            var from = contacts.get(change.contact());
            if (!FROM.get(change.getClass()).contains(from)) {
                throw new AssertionError(change + " when " + from);
            }
            become(change.contact(), TO.get(change.getClass()));
        }
        switch (event) {
            case OfferDeclined declined -> refusedAt.put(pair(declined.contact(), declined.agent()), declined.at());
            case OfferNotAnswered silent -> refusedAt.put(pair(silent.contact(), silent.agent()), silent.at());
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
        } else {
            contacts.put(contact, life);
        }
    }

    private void notTooSoon(ContactOffered offered) {
        var refused = refusedAt.getOrDefault(pair(offered.contact(), offered.agent()), Instant.MIN);
        if (refused.isAfter(offered.at().minus(TestRules.RULES.exclusion()))) {
            throw new AssertionError(offered + ", refused at " + refused);
        }
    }

    private void isNews(AgentStateChanged changed) {
        var before = agents.put(changed.agent(), changed);
        if (before != null && before.state() == changed.state() && Objects.equals(before.reason(), changed.reason())) {
            throw new AssertionError("told twice: " + changed);
        }
        if ((changed.reason() != null) != (changed.state() == AgentState.PAUSED)) {
            throw new AssertionError("a reason belongs to a pause: " + changed);
        }
    }

    private static List<Object> pair(ContactId contact, AgentId agent) {
        return List.of(contact, agent);
    }
}
