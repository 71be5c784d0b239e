package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// A supervisor hears a call. Its channel is the supervisor's.
public final class AlloListeningEvent extends AlloEvent {

    private @Nullable String listening;
    private @Nullable String mode;

    public AlloListeningEvent(Object source) {
        super(source);
    }

    public @Nullable String getListening() {
        return listening;
    }

    public void setListening(@Nullable String listening) {
        this.listening = listening;
    }

    public @Nullable String getMode() {
        return mode;
    }

    public void setMode(@Nullable String mode) {
        this.mode = mode;
    }
}
