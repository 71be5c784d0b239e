package fr.allomairies.routing.engine;

/// Those who wait with the same demand and whose scores grow at the same slope. It stands on its [Shelf], in the
/// order of its first contact, while anybody waits in it.
final class DemandQueue extends Turns {

    final Demand demand;
    final Kind kind;
    final long slope;
    private final boolean isExact;

    /// How many contacts exclude somebody.
    private int excluding;

    DemandQueue(Demand demand, Kind kind) {
        this.demand = demand;
        this.kind = kind;
        this.slope = kind.slope;
        this.isExact = demand.group.isExact;
    }

    /// Whether whoever satisfies what it takes to look here can take the first contact.
    boolean isForAll() {
        return excluding == 0 && isExact;
    }

    void enter(Contact contact) {
        kind.count(1);
        excluding += contact.excluded.isEmpty() ? 0 : 1;
        if (isEmpty()) {
            add(contact);
            kind.put(this);
        } else if (contact.compareTo(first()) < 0) {
            kind.take(this);
            add(contact);
            kind.put(this);
        } else {
            add(contact);
        }
    }

    void leave(Contact contact) {
        kind.count(-1);
        excluding -= contact.excluded.isEmpty() ? 0 : 1;
        var isFirst = contact == first();
        if (isFirst) {
            kind.take(this);
        }
        remove(contact);
        if (isFirst && !isEmpty()) {
            kind.put(this);
        }
    }

    @Override
    int place(Contact contact) {
        return contact.placeInQueue;
    }

    @Override
    void setPlace(Contact contact, int place) {
        contact.placeInQueue = place;
    }
}
