package fr.allomairies.routing.engine;

/// When the clock next does something with a contact, see [Contact#due].
final class Deadlines extends Agenda {

    @Override
    int place(Contact contact) {
        return contact.placeInDeadlines;
    }

    @Override
    void setPlace(Contact contact, int place) {
        contact.placeInDeadlines = place;
    }

    @Override
    int orderBeside(Contact one, Contact other) {
        var order = one.due().compareTo(other.due());
        return order != 0 ? order : Contact.BY_ID.compare(one, other);
    }
}
