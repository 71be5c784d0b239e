package fr.allomairies.telephony.asterisk;

import org.asteriskjava.manager.event.ResponseEvent;
import org.jspecify.annotations.Nullable;

/// One key of Asterisk's database. Its name is the one that Asterisk gives the event.
public final class DBGetTreeResponseEvent extends ResponseEvent {

    private @Nullable String key;
    private @Nullable String val;

    public DBGetTreeResponseEvent(Object source) {
        super(source);
    }

    public @Nullable String getKey() {
        return key;
    }

    public void setKey(@Nullable String key) {
        this.key = key;
    }

    public @Nullable String getVal() {
        return val;
    }

    public void setVal(@Nullable String val) {
        this.val = val;
    }
}
