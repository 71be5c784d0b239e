package fr.allomairies.telephony.asterisk;

/// The caller is on his way to the agent who holds him and to whom she speaks with.
public final class AlloJoinsEvent extends AlloEvent {

    public AlloJoinsEvent(Object source) {
        super(source);
    }
}
