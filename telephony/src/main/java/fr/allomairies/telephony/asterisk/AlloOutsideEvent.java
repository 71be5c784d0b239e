package fr.allomairies.telephony.asterisk;

/// Whoever was called outside for the caller answers; `Since` tells when.
public final class AlloOutsideEvent extends AlloEvent {

    public AlloOutsideEvent(Object source) {
        super(source);
    }
}
