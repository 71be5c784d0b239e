package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All contacts that ask for the same, waiting or ringing, and which signed-in agents satisfy it: found out once, so
/// that no search asks for it again.
final class Group {

    final Requirement requirement;
    final List<Clause> clauses;

    /// Where those who ask for it stand, one place for each clause.
    final List<Stand> stands;

    final String text;

    /// Whether whoever satisfies one of the clauses satisfies all that is asked for.
    final boolean isExact;

    /// Whether [Crew] has made room for others.
    boolean forgotten;

    /// Contacts on the floor that ask for it or prefer it.
    int users;

    /// By their [Agent#number].
    private final BitSet suited;

    private int signedIn;
    private final List<Demand> demands = new ArrayList<>(2);
    private final List<Contact> contacts = new ArrayList<>();
    private @Nullable List<Agent> firstSuited;

    /// @param needed see [Shelves#needed]
    record Stand(Shelf shelf, long needed) {}

    Group(Requirement requirement, BitSet suited, Shelves shelves) {
        this.requirement = requirement;
        this.clauses = requirement.clauses();
        this.stands = clauses.stream()
                .map(clause -> new Stand(shelves.at(clause), shelves.needed(clause)))
                .toList();
        this.text = requirement.text();
        this.isExact = requirement.isExact()
                && stands.stream().allMatch(stand -> stand.shelf().size() <= Keyring.MOST_KEYS);
        this.suited = suited;
        this.signedIn = suited.cardinality();
    }

    /// Of an agent who is signed in.
    boolean suits(Agent agent) {
        return suited.get(agent.number);
    }

    int signedIn() {
        return signedIn;
    }

    BitSet suited() {
        return suited;
    }

    /// Somebody who satisfies it has come, or has just learnt to.
    void enter(Agent agent) {
        if (!suited.get(agent.number)) {
            suited.set(agent.number);
            signedIn++;
            firstSuited = null;
        }
    }

    void leave(Agent agent) {
        if (suited.get(agent.number)) {
            suited.clear(agent.number);
            signedIn--;
            firstSuited = null;
        }
    }

    /// What [Crew#firstSuited] has found, until somebody comes or goes.
    @Nullable
    List<Agent> firstSuited() {
        return firstSuited;
    }

    void keep(List<Agent> found) {
        firstSuited = found;
    }

    void add(Contact contact) {
        contact.numberInGroup = contacts.size();
        contacts.add(contact);
    }

    /// The last one takes its number.
    void remove(Contact contact) {
        var last = contacts.removeLast();
        if (last != contact) {
            contacts.set(contact.numberInGroup, last);
            last.numberInGroup = contact.numberInGroup;
        }
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }

    Demand demand(ChannelKind channel, ChannelRule rule, int cost) {
        for (var demand : demands) {
            if (demand.is(channel, cost)) {
                return demand;
            }
        }
        var demand = new Demand(this, channel, rule, cost);
        demands.add(demand);
        return demand;
    }

    /// In no order.
    List<Contact> contacts() {
        return contacts;
    }
}
