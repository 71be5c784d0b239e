package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.OutsideCalled;
import fr.allomairies.contact.ContactEvent.OutsideConsultAsked;
import fr.allomairies.contact.ContactEvent.OutsideConsultBegan;
import fr.allomairies.contact.ContactEvent.OutsideConsultEnded;
import fr.allomairies.contact.ContactEvent.OutsideTookOver;
import fr.allomairies.contact.ContactEvent.OutsideUnanswered;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.workspace.board.measures.ContactRecord.Assisted;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Folds events into contact records; each event costs the same, however many contacts there are. For one thread.
///
/// Events of a contact whose arrival was not seen are passed over.
public final class ContactRecords {

    /// Told of each change: `before` is absent for a new record, `after` for a forgotten one.
    @FunctionalInterface
    public interface Listener {
        void changed(@Nullable ContactRecord before, @Nullable ContactRecord after);
    }

    private final Listener listener;
    private final Map<ContactId, ContactRecord> records = new LinkedHashMap<>();
    private final Map<TicketId, Set<ContactId>> byTicket = new HashMap<>();
    private final Map<InteractionId, ContactId> acknowledgements = new HashMap<>();
    private final Map<ContactId, ContactId> restOf = new HashMap<>();

    public ContactRecords(Listener listener) {
        this.listener = listener;
    }

    /// In the order of arrival.
    public Collection<ContactRecord> all() {
        return Collections.unmodifiableCollection(records.values());
    }

    public Optional<ContactRecord> get(ContactId contact) {
        return Optional.ofNullable(records.get(contact));
    }

    public void on(Event event) {
        switch (event) {
            case ContactEvent contact -> on(contact);
            case TicketEvent ticket -> on(ticket);
            default -> {}
        }
    }

    /// The same without those that are over, told to somebody else from here on.
    public ContactRecords open(Listener other) {
        var open = new ContactRecords(other);
        records.values().stream()
                .filter(record -> !record.over())
                .forEach(record -> open.records.put(record.contact(), record));
        byTicket.forEach((ticket, contacts) -> open.byTicket.put(ticket, new LinkedHashSet<>(contacts)));
        open.acknowledgements.putAll(acknowledgements);
        open.restOf.putAll(restOf);
        open.forgetWhatIsAboutOthers();
        return open;
    }

    public void forget(Predicate<ContactRecord> which) {
        var forgotten = records.values().stream().filter(which).toList();
        forgotten.forEach(record -> {
            records.remove(record.contact());
            listener.changed(record, null);
        });
        forgetWhatIsAboutOthers();
    }

    private void forgetWhatIsAboutOthers() {
        byTicket.values().forEach(contacts -> contacts.retainAll(records.keySet()));
        byTicket.values().removeIf(Set::isEmpty);
        acknowledgements.values().retainAll(records.keySet());
        restOf.values().retainAll(records.keySet());
    }

    private void on(ContactEvent event) {
        switch (event) {
            case ContactArrived arrived -> arrived(arrived);
            case ContactQueued queued -> queued(queued);
            case WaitEstimated estimated -> change(estimated, record -> record.estimated(estimated));
            case ContactOffered offered -> change(offered, record -> record.offered(offered.agent()));
            case OfferAccepted accepted -> change(accepted, record -> record.accepted(accepted.agent(), accepted.at()));
            case ContactConnected connected ->
                change(connected, record -> record.accepted(connected.agent(), connected.at()));
            case OfferDeclined declined -> change(declined, record -> record.offered(null));
            case OfferNotAnswered notAnswered -> change(notAnswered, record -> record.offered(null));
            case OfferWithdrawn withdrawn -> change(withdrawn, record -> record.offered(null));
            case ContactParked parked -> change(parked, record -> record.parked(parked.at()));
            case ContactResumed resumed -> change(resumed, record -> record.resumed(resumed.at()));
            case ContactHeld held -> change(held, record -> record.held(held.at()));
            case HoldEnded ended -> change(ended, record -> record.holdEnded(ended.at()));
            case ContactTakenBack back -> change(back, record -> record.takenBack(back.at()));
            case ConversationEnded ended -> change(ended, record -> record.conversationEnded(ended.at()));
            case ContactAbandoned abandoned ->
                change(abandoned, record -> record.over(Outcome.ABANDONED, abandoned.at()));
            case ContactTransferred passed -> transferred(passed);
            case ContactHandled handled -> handled(handled);
            case ContactEnded ended -> change(ended, record -> record.over(ended.outcome(), ended.at()));
            case ContactOverflowed over
            when over.to().equals(ContactOverflowed.LOST) -> change(over, record -> record.leaving(over.at()));
            case ContactOverflowed over ->
                change(over, record -> record.overflowed(over.from(), over.to()).leaving(over.at()));
            case ContactShared shared -> change(shared, record -> record.overflowed(shared.from(), shared.to()));
            case CitizenNotReached missed -> change(missed, record -> record.notReached());
            case AssistantReplied replied -> change(replied, record -> record.assisted(begun(record)));
            case AssistantDrawn drawn ->
                change(drawn, record -> record.assisted(begun(record).drawn(drawn.trial(), drawn.tried())));
            case AssistantEnded ended ->
                change(
                        ended,
                        record -> record.assisted(begun(record).ended(ended.how(), ended.category(), ended.urgent())));
            case DangerCorrected corrected ->
                change(
                        corrected,
                        record -> record.assisted() == null
                                ? record
                                : record.assisted(record.assisted().corrected(corrected.danger())));
            // a call that we make is nobody's attempt to reach us, and neither is a colleague's question
            case CitizenLeft _,
                    ContactRelaxed _,
                    CallPlaced _,
                    CallUnanswered _,
                    ConsultAsked _,
                    ConsultBegan _,
                    ConsultEnded _,
                    OutsideCalled _,
                    OutsideUnanswered _,
                    OutsideTookOver _,
                    OutsideConsultAsked _,
                    OutsideConsultBegan _,
                    OutsideConsultEnded _,
                    ConferenceBegan _ -> {}
        }
    }

    private void on(TicketEvent event) {
        switch (event) {
            case TicketOpened opened -> link(opened.ticket(), opened.contact());
            case InteractionAdded added -> added(added);
            case MessageSent sent ->
                Optional.ofNullable(acknowledgements.remove(sent.interaction()))
                        .ifPresent(contact -> change(contact, record -> record.acknowledged(sent.at())));
            default -> {}
        }
    }

    private void arrived(ContactArrived event) {
        if (!records.containsKey(event.contact())) {
            var record = ContactRecord.of(event);
            records.put(event.contact(), record);
            listener.changed(null, record);
        }
    }

    private void queued(ContactQueued event) {
        link(event.ticket(), event.contact());
        change(event, record -> record.queued(event));
    }

    private void transferred(ContactTransferred event) {
        if (records.containsKey(event.contact())) {
            restOf.put(event.afterwards(), event.contact());
        }
        change(event, record -> record.transferred(event.at()));
    }

    /// What was left to who passed it on belongs to the same contact, and may end after it.
    private void handled(ContactHandled event) {
        var passedOn = restOf.remove(event.contact());
        if (passedOn == null) {
            change(event, record -> record.over(Outcome.HANDLED, event.at()));
        } else {
            change(passedOn, record -> record.restHandled(event.agent(), event.at()));
        }
    }

    private void link(TicketId ticket, ContactId contact) {
        if (records.containsKey(contact)) {
            byTicket.computeIfAbsent(ticket, _ -> new LinkedHashSet<>()).add(contact);
        }
    }

    private void added(InteractionAdded event) {
        var contacts = byTicket.getOrDefault(event.ticket(), Set.of());
        if (event.kind() == InteractionKind.ACKNOWLEDGEMENT) {
            // a letter outside a contact acknowledges the one that came last
            contacts.stream()
                    .filter(contact -> event.contact() == null || contact.equals(event.contact()))
                    .reduce((_, last) -> last)
                    .ifPresent(contact -> acknowledgements.put(event.interaction(), contact));
        } else if (answersTheCitizen(event)) {
            contacts.forEach(contact -> change(contact, record -> responded(record, event)));
        }
    }

    private static boolean answersTheCitizen(InteractionAdded event) {
        return event.kind() == InteractionKind.MESSAGE && event.direction() == Direction.OUT && event.author() != null;
    }

    private static ContactRecord responded(ContactRecord record, InteractionAdded event) {
        return record.channel().isCall() || event.at().isBefore(record.arrived())
                ? record
                : record.responded(event.at());
    }

    private void change(ContactEvent event, UnaryOperator<ContactRecord> next) {
        change(event.contact(), record -> record.over() ? record : next.apply(record));
    }

    private void change(ContactId contact, UnaryOperator<ContactRecord> next) {
        var before = records.get(contact);
        var after = before == null ? null : next.apply(before);
        if (after != null && !after.equals(before)) {
            records.put(contact, after);
            listener.changed(before, after);
        }
    }

    private static Assisted begun(ContactRecord record) {
        return Objects.requireNonNullElse(record.assisted(), Assisted.BEGUN);
    }
}
