package fr.allomairies.telephony.asterisk;

/// The citizen has objected to being recorded.
public final class AlloObjectedEvent extends AlloEvent {

    public AlloObjectedEvent(Object source) {
        super(source);
    }
}
