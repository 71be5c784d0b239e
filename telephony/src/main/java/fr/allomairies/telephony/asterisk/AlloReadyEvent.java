package fr.allomairies.telephony.asterisk;

/// An agent answered for a citizen who is to be called back.
public final class AlloReadyEvent extends AlloEvent {

    public AlloReadyEvent(Object source) {
        super(source);
    }
}
