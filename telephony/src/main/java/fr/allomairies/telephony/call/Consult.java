package fr.allomairies.telephony.call;

import fr.allomairies.contact.ContactId;

/// A colleague who is asked.
///
/// @param id of what the colleague has in hand by it
/// @param leg the colleague's phones
/// @param speaks whether agent and colleague hear each other
/// @param joined whether the citizen hears both
public record Consult(ContactId id, Leg leg, boolean speaks, boolean joined) {

    Consult spokenOver() {
        return new Consult(id, leg, true, false);
    }

    Consult ofThree() {
        return new Consult(id, leg, true, true);
    }

    boolean uses(String other) {
        return leg.id().equals(other);
    }
}
