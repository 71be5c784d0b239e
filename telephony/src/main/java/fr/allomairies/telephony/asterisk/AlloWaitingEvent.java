package fr.allomairies.telephony.asterisk;

/// A caller entered the waiting loop.
public final class AlloWaitingEvent extends AlloEvent {

    public AlloWaitingEvent(Object source) {
        super(source);
    }
}
