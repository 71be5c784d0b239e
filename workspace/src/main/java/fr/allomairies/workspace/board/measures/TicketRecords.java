package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.NotFixedSaid;
import fr.allomairies.contact.TicketEvent.SatisfactionGiven;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.workspace.board.measures.TicketRecord.Opinion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Folds events into records of requests. For one thread.
///
/// Events of a request whose opening was not seen are passed over.
public final class TicketRecords {

    private final Map<TicketId, TicketRecord> records = new LinkedHashMap<>();
    /// Of contacts whose request is not opened yet.
    private final Map<ContactId, CategoryCode> sorted = new HashMap<>();

    /// In the order in which they were received.
    public List<TicketRecord> all() {
        return new ArrayList<>(records.values());
    }

    public void on(Event event) {
        switch (event) {
            case TicketEvent told -> on(told);
            case ContactQueued queued -> change(queued.ticket(), record -> record.in(queued.commune()));
            case AssistantEnded ended when ended.category() != null -> sorted.put(ended.contact(), ended.category());
            case ContactAbandoned over -> sorted.remove(over.contact());
            case ContactHandled over -> sorted.remove(over.contact());
            case ContactEnded over -> sorted.remove(over.contact());
            default -> {}
        }
    }

    private void on(TicketEvent event) {
        switch (event) {
            case TicketOpened opened ->
                records.putIfAbsent(
                        opened.ticket(),
                        new TicketRecord(
                                opened.ticket(),
                                opened.number(),
                                opened.at(),
                                opened.channel(),
                                opened.category(),
                                null,
                                TicketStatus.NEW,
                                null,
                                null,
                                null,
                                sorted.remove(opened.contact()),
                                null,
                                List.of()));
            case TicketClassified as -> change(as.ticket(), record -> record.classified(as.category()));
            case TicketHandedOver to -> change(to.ticket(), record -> record.with(to.service()));
            case TicketStatusChanged to -> change(to.ticket(), record -> record.became(to.to(), to.at()));
            case TicketMerged merged -> change(merged.ticket(), record -> record.merged(merged.into()));
            case TicketSeparated apart -> change(apart.ticket(), record -> record.merged(null));
            case NotFixedSaid said -> change(said.ticket(), record -> record.disputed(said.at()));
            case SatisfactionGiven given ->
                change(given.ticket(), record -> record.judged(new Opinion(given.score(), given.at())));
            default -> {}
        }
    }

    /// What was over before then may be asked for no more; what is open is kept.
    public void forgetResolvedBefore(Instant end) {
        records.values()
                .removeIf(
                        record -> record.resolved() != null && record.resolved().isBefore(end));
    }

    private void change(TicketId ticket, UnaryOperator<TicketRecord> next) {
        records.computeIfPresent(ticket, (_, record) -> next.apply(record));
    }
}
