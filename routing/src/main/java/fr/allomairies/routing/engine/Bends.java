package fr.allomairies.routing.engine;

/// When the score of a contact next changes its slope, in microseconds as [Pace] counts them.
final class Bends extends Agenda {

    @Override
    int place(Contact contact) {
        return contact.placeInBends;
    }

    @Override
    void setPlace(Contact contact, int place) {
        contact.placeInBends = place;
    }

    @Override
    int orderBeside(Contact one, Contact other) {
        return Contact.BY_ID.compare(one, other);
    }
}
