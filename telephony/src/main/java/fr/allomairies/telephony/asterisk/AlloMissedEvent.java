package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// An agent answered and got nobody.
public final class AlloMissedEvent extends AlloEvent {

    private @Nullable String agent;
    private @Nullable String reason;

    public AlloMissedEvent(Object source) {
        super(source);
    }

    public @Nullable String getAgent() {
        return agent;
    }

    public void setAgent(@Nullable String agent) {
        this.agent = agent;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
