package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.CommitListener;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.OfferEnded;
import fr.allomairies.telephony.call.CallEvent.Offered;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whom routing offers a call to, told to the call once: as soon as it is committed, where the call waits in our
/// hands, else by the log. What the log brings of a call before the offer that it was told of is over by then.
@Component
class Offers implements CommitListener {

    /// Of those that the log never brings, because another node reads it.
    private static final int MOST = 10_000;

    private final Calls calls;
    private final Routing routing;
    private final Clock clock;

    /// What calls were told before the log has brought it.
    private final Map<ContactId, ContactOffered> ahead = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactId, ContactOffered> eldest) {
            return size() > MOST;
        }
    };

    Offers(Calls calls, Routing routing, Clock clock) {
        this.calls = calls;
        this.routing = routing;
        this.clock = clock;
    }

    @Override
    public void committed(List<Event> events) {
        last(events).values().stream()
                .filter(ContactOffered.class::isInstance)
                .map(ContactOffered.class::cast)
                .filter(offered -> calls.waits(offered.contact()))
                .forEach(this::tellAhead);
    }

    /// Of each contact, for an offer that is over again is none.
    private static Map<ContactId, ContactEvent> last(List<Event> events) {
        var last = new LinkedHashMap<ContactId, ContactEvent>();
        for (var event : events) {
            if (event instanceof ContactEvent contact) {
                last.put(contact.contact(), contact);
            }
        }
        return last;
    }

    private synchronized void tellAhead(ContactOffered offered) {
        ahead.put(offered.contact(), offered);
        calls.of(offered.contact()).ifPresent(call -> calls.tell(call, event(offered)));
    }

    /// A call that is over has nobody to be connected to, whatever routing believes.
    void offered(ContactOffered offered) {
        if (calls.isOver(offered.contact())) {
            forget(offered.contact());
            routing.abandon(offered.contact());
        } else {
            byLog(offered, event(offered));
        }
    }

    /// Declined, not answered or withdrawn.
    void ended(ContactEvent ended, AgentId agent) {
        byLog(ended, new OfferEnded(agent));
    }

    private void byLog(ContactEvent event, CallEvent what) {
        var call = calls.of(event.contact());
        synchronized (this) {
            if (!isPast(event)) {
                ahead.remove(event.contact());
                call.ifPresent(known -> calls.tell(known, what));
            } else if (isSame(event, ahead.get(event.contact()))) {
                ahead.remove(event.contact());
            }
        }
    }

    /// Nothing is offered twice at one instant.
    private static boolean isSame(ContactEvent event, @Nullable ContactOffered told) {
        return event instanceof ContactOffered offered
                && told != null
                && offered.at().equals(told.at())
                && offered.agent().equals(told.agent());
    }

    private synchronized void forget(ContactId contact) {
        ahead.remove(contact);
    }

    /// What is later than the offer that the call was told is news: the log brought that offer before it was told,
    /// or to another node.
    private boolean isPast(ContactEvent event) {
        var told = ahead.get(event.contact());
        return told != null && !event.at().isAfter(told.at());
    }

    private Offered event(ContactOffered offered) {
        return new Offered(offered.agent(), offered.leaseUntil(), clock.instant());
    }
}
