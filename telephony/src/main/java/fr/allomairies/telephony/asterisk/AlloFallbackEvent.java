package fr.allomairies.telephony.asterisk;

/// A caller entered the safety net.
public final class AlloFallbackEvent extends AlloEvent {

    public AlloFallbackEvent(Object source) {
        super(source);
    }
}
