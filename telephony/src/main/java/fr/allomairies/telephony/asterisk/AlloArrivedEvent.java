package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// A caller is about to be answered, and nothing is said yet.
public final class AlloArrivedEvent extends AlloEvent {

    private @Nullable String state;

    public AlloArrivedEvent(Object source) {
        super(source);
    }

    /// Of the dialplan.
    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }
}
