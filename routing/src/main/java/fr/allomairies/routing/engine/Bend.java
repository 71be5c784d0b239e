package fr.allomairies.routing.engine;

/// When the score of a contact next changes its slope.
final class Bend extends Agenda.Entry<Bend> {

    final Contact contact;

    Bend(long micros, Contact contact) {
        super(micros);
        this.contact = contact;
    }

    @Override
    int orderBeside(Bend other) {
        return Contact.BY_ID.compare(contact, other.contact);
    }
}
