package fr.allomairies.telephony.asterisk;

/// A caller was answered, before anything is said.
public final class AlloArrivedEvent extends AlloEvent {

    public AlloArrivedEvent(Object source) {
        super(source);
    }
}
