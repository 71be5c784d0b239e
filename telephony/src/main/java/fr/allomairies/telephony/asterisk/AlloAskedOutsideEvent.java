package fr.allomairies.telephony.asterisk;

/// Whoever was called outside by the agent who holds the caller answers her.
public final class AlloAskedOutsideEvent extends AlloEvent {

    public AlloAskedOutsideEvent(Object source) {
        super(source);
    }
}
