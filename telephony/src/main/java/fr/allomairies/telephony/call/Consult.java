package fr.allomairies.telephony.call;

import fr.allomairies.contact.ContactId;

/// A colleague who is asked.
///
/// @param id of what the colleague has in hand by it
/// @param leg the colleague's phones
/// @param speaks whether agent and colleague hear each other
public record Consult(ContactId id, Leg leg, boolean speaks) {

    Consult spokenOver() {
        return new Consult(id, leg, true);
    }

    boolean uses(String other) {
        return leg.id().equals(other);
    }
}
