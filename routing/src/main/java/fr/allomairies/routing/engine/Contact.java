package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A contact on the floor, until it ends. Only [Floor] changes it.
final class Contact implements Comparable<Contact> {

    final Request request;
    final Turn turn;
    Place place;
    Map<AgentId, Instant> excluded;

    Contact(ContactState state) {
        this.request = state.request();
        this.turn = Turn.of(request);
        this.place = state.place();
        this.excluded = state.excluded();
    }

    ContactId id() {
        return request.contact();
    }

    Demand demand() {
        return request.demand();
    }

    boolean isWaiting() {
        return place instanceof Place.Waiting;
    }

    boolean prefers(AgentId agent) {
        return agent.equals(request.preferred());
    }

    void exclude(AgentId agent, Instant until) {
        var next = new HashMap<>(excluded);
        next.put(agent, until);
        excluded = next;
    }

    void readmit(AgentId agent) {
        var next = new HashMap<>(excluded);
        next.remove(agent);
        excluded = next;
    }

    ContactState state() {
        return new ContactState(request, place, excluded);
    }

    /// In the order of the turns.
    @Override
    public int compareTo(Contact other) {
        return turn.compareTo(other.turn);
    }
}
