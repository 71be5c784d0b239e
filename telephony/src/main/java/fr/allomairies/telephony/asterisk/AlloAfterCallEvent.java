package fr.allomairies.telephony.asterisk;

/// The agent hung up first; the caller is still there.
public final class AlloAfterCallEvent extends AlloEvent {

    public AlloAfterCallEvent(Object source) {
        super(source);
    }
}
