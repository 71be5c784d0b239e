package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// One end of a call of the line to itself hears the other.
public final class AlloHeardEvent extends AlloEvent {

    private @Nullable String by;

    public AlloHeardEvent(Object source) {
        super(source);
    }

    boolean byDesk() {
        return "desk".equals(by);
    }

    /// `caller` or `desk`.
    public @Nullable String getBy() {
        return by;
    }

    public void setBy(@Nullable String by) {
        this.by = by;
    }
}
