package fr.allomairies.telephony.call;

import fr.allomairies.contact.PhoneNumber;

/// A number outside the house: the citizen is sent there, or the agent asks whoever is there about him.
///
/// @param asks whether she speaks with them first
/// @param speaks whether she does by now
/// @param joined whether the citizen hears both
public record Outside(PhoneNumber number, boolean asks, boolean speaks, boolean joined) {

    static Outside sent(PhoneNumber number) {
        return new Outside(number, false, false, false);
    }

    static Outside asked(PhoneNumber number) {
        return new Outside(number, true, false, false);
    }

    Outside spokenOver() {
        return new Outside(number, asks, true, false);
    }

    Outside ofThree() {
        return new Outside(number, asks, true, true);
    }
}
