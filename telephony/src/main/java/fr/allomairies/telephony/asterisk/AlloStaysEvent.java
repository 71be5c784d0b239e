package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.Nullable;

/// One of three has left a conference. Its channel is of whoever did.
public final class AlloStaysEvent extends AlloEvent {

    private @Nullable String agent;
    private @Nullable String phone;

    public AlloStaysEvent(Object source) {
        super(source);
    }

    /// The name of the channel that has the caller by now.
    public @Nullable String getAgent() {
        return agent;
    }

    public void setAgent(String agent) {
        this.agent = agent;
    }

    /// Its unique id.
    public @Nullable String getPhone() {
        return phone;
    }

    public void setPhone(String phone) {
        this.phone = phone;
    }
}
