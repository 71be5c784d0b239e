package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// The caller's channel ended. Once for each arrival.
public final class AlloGoneEvent extends AlloEvent {

    private @Nullable String state;
    private @Nullable String servedBy;
    private @Nullable String assistant;
    private @Nullable String cause;

    public AlloGoneEvent(Object source) {
        super(source);
    }

    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }

    public @Nullable String getServedBy() {
        return servedBy;
    }

    public void setServedBy(@Nullable String servedBy) {
        this.servedBy = servedBy;
    }

    public @Nullable String getAssistant() {
        return assistant;
    }

    public void setAssistant(@Nullable String assistant) {
        this.assistant = assistant;
    }

    public @Nullable String getCause() {
        return cause;
    }

    public void setCause(@Nullable String cause) {
        this.cause = cause;
    }
}
