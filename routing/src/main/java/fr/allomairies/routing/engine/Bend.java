package fr.allomairies.routing.engine;

import java.time.Instant;

/// When the score of a contact next changes its slope.
final class Bend extends Agenda.Entry<Bend> {

    final Instant at;
    final Contact contact;

    Bend(Instant at, Contact contact) {
        this.at = at;
        this.contact = contact;
    }

    @Override
    int orderBeside(Bend other) {
        var order = at.compareTo(other.at);
        return order != 0 ? order : Contact.BY_ID.compare(contact, other.contact);
    }
}
