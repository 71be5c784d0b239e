package fr.allomairies.telephony.asterisk;

/// The agent's side went without hanging up, and the caller hears music.
public final class AlloCutOffEvent extends AlloEvent {

    public AlloCutOffEvent(Object source) {
        super(source);
    }
}
