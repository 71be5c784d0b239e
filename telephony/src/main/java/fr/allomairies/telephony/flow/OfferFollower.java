package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.OutsideConsultEnded;
import fr.allomairies.contact.ContactEvent.OutsideUnanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.ConsultOver;
import fr.allomairies.telephony.call.CallEvent.Overflowed;
import fr.allomairies.telephony.call.CallEvent.Transferred;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Rings, stops ringing and leads out of the queue as routing decides, and records what chance has chosen.
@Component
class OfferFollower implements LogFollower {

    private final Calls calls;
    private final CallStore store;
    private final Line line;
    private final Offers offers;
    private final WayOut wayOut;
    private final Callbacks callbacks;
    private final RecordingDesk recordings;
    private final Clock clock;

    OfferFollower(
            Calls calls,
            CallStore store,
            Line line,
            Offers offers,
            WayOut wayOut,
            Callbacks callbacks,
            RecordingDesk recordings,
            Clock clock) {
        this.calls = calls;
        this.store = store;
        this.line = line;
        this.offers = offers;
        this.wayOut = wayOut;
        this.callbacks = callbacks;
        this.recordings = recordings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "telephony";
    }

    @Override
    public boolean wants(Event event) {
        return switch (event) {
            case ContactOffered _,
                    OfferDeclined _,
                    OfferNotAnswered _,
                    OfferWithdrawn _,
                    ContactTransferred _,
                    ConsultAsked _,
                    ConsultEnded _,
                    ContactOverflowed _,
                    OutsideUnanswered _,
                    OutsideConsultEnded _,
                    ContactConnected _,
                    ConversationEnded _,
                    AgentStateChanged _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(LogEntry entry) {
        switch (entry.event()) {
            case ContactOffered offered -> offers.offered(offered);
            case OfferDeclined declined -> offers.ended(declined, declined.agent());
            case OfferNotAnswered missed -> offers.ended(missed, missed.agent());
            case OfferWithdrawn withdrawn -> offers.ended(withdrawn, withdrawn.agent());
            case ContactTransferred passed -> passedOn(passed);
            case ConsultAsked asked ->
                tell(
                        asked.contact(),
                        new CallEvent.ConsultAsked(
                                asked.agent(), asked.with(), asked.consult(), asked.until(), clock.instant()));
            case ConsultEnded ended -> tell(ended.contact(), new ConsultOver(ended.consult()));
            case ContactOverflowed overflowed -> overflowed(overflowed);
            case ContactConnected connected -> recordings.connected(connected);
            case ConversationEnded ended -> recordings.ended(ended);
            case OutsideUnanswered missed -> recordings.backInHouse(missed.contact());
            case OutsideConsultEnded ended -> recordings.backInHouse(ended.contact());
            case AgentStateChanged changed -> line.standBy(changed.agent(), changed.state() == AgentState.AVAILABLE);
            default -> {}
        }
    }

    /// Stored with our place in the log: should we die before the line knows, it is done on our return.
    private void passedOn(ContactTransferred passed) {
        calls.of(passed.contact()).ifPresent(call -> {
            store.transferred(call, passed.agent(), clock.instant());
            calls.tell(call, new Transferred(passed.agent()));
        });
    }

    private void overflowed(ContactOverflowed overflowed) {
        if (overflowed.to().equals(ContactOverflowed.CALLBACK)) {
            callbacks.left(overflowed);
        } else if (overflowed.to().equals(ContactOverflowed.ASSISTANT)) {
            wayOut.served(overflowed);
        } else if (overflowed.to().equals(ContactOverflowed.LOST)) {
            wayOut.lost(overflowed);
        } else if (wayOut.taken(overflowed)) {
            tell(overflowed.contact(), new Overflowed());
        }
    }

    private void tell(ContactId contact, CallEvent event) {
        calls.of(contact).ifPresent(call -> calls.tell(call, event));
    }
}
