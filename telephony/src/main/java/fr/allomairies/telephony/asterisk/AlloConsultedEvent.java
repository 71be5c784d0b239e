package fr.allomairies.telephony.asterisk;

/// A colleague speaks with the agent who holds the caller. Its channel is the colleague's.
public final class AlloConsultedEvent extends AlloEvent {

    public AlloConsultedEvent(Object source) {
        super(source);
    }
}
