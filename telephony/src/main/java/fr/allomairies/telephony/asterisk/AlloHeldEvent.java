package fr.allomairies.telephony.asterisk;

/// An agent's phone is kept for the caller whom she has put on hold. Its channel is the agent's.
public final class AlloHeldEvent extends AlloEvent {

    public AlloHeldEvent(Object source) {
        super(source);
    }
}
