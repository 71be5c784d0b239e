package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// Nobody answers outside, and the caller comes back.
public final class AlloNotOutsideEvent extends AlloEvent {

    private @Nullable String status;
    private @Nullable String cause;

    public AlloNotOutsideEvent(Object source) {
        super(source);
    }

    public @Nullable String getStatus() {
        return status;
    }

    public void setStatus(@Nullable String status) {
        this.status = status;
    }

    public @Nullable String getCause() {
        return cause;
    }

    public void setCause(@Nullable String cause) {
        this.cause = cause;
    }
}
