package fr.allomairies.telephony.asterisk;

import org.asteriskjava.manager.event.UserEvent;
import org.jspecify.annotations.Nullable;

/// A user event of our dialplan. Asterisk-Java fills it by its setters, which is why it and its heirs are public and
/// top level.
public abstract class AlloEvent extends UserEvent {

    private @Nullable String call;
    private @Nullable String from;
    private @Nullable String number;
    private @Nullable String since;
    private @Nullable String trace;
    private @Nullable String lost;

    protected AlloEvent(Object source) {
        super(source);
    }

    public @Nullable String getCall() {
        return call;
    }

    public void setCall(@Nullable String call) {
        this.call = call;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public @Nullable String getNumber() {
        return number;
    }

    public void setNumber(@Nullable String number) {
        this.number = number;
    }

    public @Nullable String getSince() {
        return since;
    }

    public void setSince(@Nullable String since) {
        this.since = since;
    }

    public @Nullable String getTrace() {
        return trace;
    }

    public void setTrace(@Nullable String trace) {
        this.trace = trace;
    }

    /// Channel of the agent whose line was lost in this call.
    public @Nullable String getLost() {
        return lost;
    }

    public void setLost(@Nullable String lost) {
        this.lost = lost;
    }
}
