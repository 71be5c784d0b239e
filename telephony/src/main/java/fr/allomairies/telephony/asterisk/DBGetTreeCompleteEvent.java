package fr.allomairies.telephony.asterisk;

import org.asteriskjava.manager.event.ResponseEvent;
import org.jspecify.annotations.Nullable;

/// End of the list of [DBGetTreeResponseEvent].
public final class DBGetTreeCompleteEvent extends ResponseEvent {

    private @Nullable String eventList;
    private @Nullable Integer listItems;

    public DBGetTreeCompleteEvent(Object source) {
        super(source);
    }

    public @Nullable String getEventList() {
        return eventList;
    }

    public void setEventList(@Nullable String eventList) {
        this.eventList = eventList;
    }

    public @Nullable Integer getListItems() {
        return listItems;
    }

    public void setListItems(@Nullable Integer listItems) {
        this.listItems = listItems;
    }
}
