package fr.allomairies.telephony.flow;

import fr.allomairies.contact.Refusal;

/// What whoever asks something of a call in hand is told, whatever it is.
final class Refusals {

    static final Refusal AWAY = new Refusal("telephone-unavailable", "the telephone cannot be reached now; try again");
    static final Refusal NOT_HERS = new Refusal("not-in-conversation", "the agent does not speak with this caller");

    private Refusals() {}
}
