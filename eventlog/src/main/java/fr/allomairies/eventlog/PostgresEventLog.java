package fr.allomairies.eventlog;

import fr.allomairies.contact.AccessEvent;
import fr.allomairies.contact.AgentEvent;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.IntakeEvent;
import fr.allomairies.contact.ListeningEvent;
import fr.allomairies.contact.PrivacyEvent;
import fr.allomairies.contact.RecordingEvent;
import fr.allomairies.contact.SteeringEvent;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class PostgresEventLog implements EventLog {

    private static final Write COMMIT = Write.sql("commit");

    private final JdbcClient db;
    private final LogHead head;
    private final CommitListeners listeners;
    private final EventCodec codec = new EventCodec();

    PostgresEventLog(JdbcClient db, LogHead head, CommitListeners listeners) {
        this.db = db;
        this.head = head;
        this.listeners = listeners;
    }

    /// Kept until the caller's transaction is about to commit, which it then writes as one statement: under the same
    /// locks, in the order of the calls.
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<? extends Event> events) {
        pending().orElseGet(this::begin).events.addAll(events);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void alongside(Write write) {
        pending().orElseGet(this::begin).writes.add(write);
    }

    private Pending begin() {
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private static Optional<Pending> pending() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? TransactionSynchronizationManager.getSynchronizations().stream()
                        .filter(Pending.class::isInstance)
                        .map(Pending.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public List<LogEntry> read(long position, int limit) {
        return head.read(position, limit);
    }

    @Override
    public long head() {
        return head.position();
    }

    @Override
    public boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        return head.awaitBeyond(position, patience);
    }

    @Override
    public List<Event> of(ContactId contact) {
        return history("contact_id", contact.value());
    }

    @Override
    public List<Event> of(TicketId ticket) {
        return history("ticket_id", ticket.value());
    }

    /// The offset keeps the planner to the index of times: without it, it looks for the lowest position from the
    /// beginning of the log on.
    @Override
    public Span span(Instant from, Instant to) {
        return db.sql("""
                        select min(position) - 1 as after, max(position) as last from (
                            select position from event_log where at >= ? and at < ? and position <= ? offset 0
                        ) happened
                        """)
                .params(Timestamp.from(from), Timestamp.from(to), head.position())
                .query((row, _) -> new Span(row.getLong("after"), row.getLong("last")))
                .single();
    }

    @Override
    public List<AgentStateChanged> statesBefore(Instant at) {
        return lastOfEachAgent(AgentStateChanged.class, at);
    }

    @Override
    public List<AgentSkillsChanged> skillsBefore(Instant at) {
        return lastOfEachAgent(AgentSkillsChanged.class, at);
    }

    /// The type stands in the statement itself, so that its own index serves: it is asked for each agent in turn,
    /// and for the last event of each, however long the log is.
    private <T extends AgentEvent> List<T> lastOfEachAgent(Class<T> type, Instant before) {
        return db.sql("""
                        with recursive known (agent_id) as (
                            select min(agent_id) from event_log where type = '%1$s'
                            union all
                            select (select min(agent_id) from event_log
                                    where type = '%1$s' and agent_id > known.agent_id)
                            from known where known.agent_id is not null)
                        select last.type, last.payload from known
                        cross join lateral (
                            select type, payload from event_log
                            where type = '%1$s' and agent_id = known.agent_id and at < ?
                            order by at desc, position desc limit 1) last
                        order by known.agent_id
                        """.formatted(type.getSimpleName()))
                .param(Timestamp.from(before))
                .query((row, _) -> type.cast(event(row)))
                .list();
    }

    private List<Event> history(String column, UUID id) {
        pending().ifPresent(Pending::write);
        return db.sql("select type, payload from event_log where " + column + " = ? order by position")
                .param(id)
                .query((row, _) -> event(row))
                .list();
    }

    private Event event(ResultSet row) throws SQLException {
        return codec.read(row.getString("type"), row.getString("payload"));
    }

    /// One statement, however many they are: their positions are drawn in this order.
    private Write insertion(List<Event> events) {
        return Write.sql("""
                        insert into event_log (at, type, contact_id, ticket_id, agent_id, payload)
                        select * from unnest(:at::timestamptz[], :type::text[], :contact::uuid[], :ticket::uuid[],
                                             :agent::text[], :payload::jsonb[])
                        """)
                .param("at", column(events, Event::at))
                .param("type", column(events, codec::type))
                .param("contact", column(events, PostgresEventLog::contactOf))
                .param("ticket", column(events, PostgresEventLog::ticketOf))
                .param("agent", column(events, PostgresEventLog::agentOf))
                .param("payload", column(events, codec::write));
    }

    private static @Nullable String[] column(List<Event> events, Function<Event, @Nullable Object> value) {
        return events.stream()
                .map(value)
                .map(found -> found == null ? null : found.toString())
                .toArray(String[]::new);
    }

    private static @Nullable UUID contactOf(Event event) {
        return switch (event) {
            case ContactEvent contact -> contact.contact().value();
            case TicketEvent.TicketOpened opened -> opened.contact().value();
            case TicketEvent.InteractionAdded added ->
                added.contact() == null ? null : added.contact().value();
            case IntakeEvent.DuplicateIgnored duplicate -> duplicate.contact().value();
            case RecordingEvent.OfOne recording -> recording.contact().value();
            case ListeningEvent listening -> listening.contact().value();
            case TicketEvent _,
                    AgentEvent _,
                    IntakeEvent _,
                    SteeringEvent _,
                    RecordingEvent _,
                    PrivacyEvent _,
                    AccessEvent _ -> null;
        };
    }

    private static @Nullable UUID ticketOf(Event event) {
        return switch (event) {
            case TicketEvent ticket -> ticket.ticket().value();
            case ContactEvent.ContactQueued queued -> queued.ticket().value();
            case ContactEvent.CallPlaced placed -> placed.ticket().value();
            case IntakeEvent.AutomaticMessageReceived received ->
                received.ticket() == null ? null : received.ticket().value();
            case ContactEvent _,
                    AgentEvent _,
                    IntakeEvent _,
                    SteeringEvent _,
                    RecordingEvent _,
                    ListeningEvent _,
                    PrivacyEvent _,
                    AccessEvent _ -> null;
        };
    }

    private static @Nullable String agentOf(Event event) {
        return switch (event) {
            case AgentEvent agent -> agent.agent().value();
            case ContactEvent.ContactOffered offered -> offered.agent().value();
            case ContactEvent.OfferAccepted accepted -> accepted.agent().value();
            case ContactEvent.OfferDeclined declined -> declined.agent().value();
            case ContactEvent.OfferNotAnswered notAnswered ->
                notAnswered.agent().value();
            case ContactEvent.OfferWithdrawn withdrawn -> withdrawn.agent().value();
            case ContactEvent.ContactConnected connected -> value(connected.agent());
            case ContactEvent.ContactParked parked -> parked.agent().value();
            case ContactEvent.ContactResumed resumed -> resumed.agent().value();
            case ContactEvent.ContactHeld held -> held.agent().value();
            case ContactEvent.HoldEnded ended -> ended.agent().value();
            case ContactEvent.ConsultAsked asked -> asked.agent().value();
            case ContactEvent.ConsultBegan began -> began.agent().value();
            case ContactEvent.ConsultEnded ended -> ended.agent().value();
            case ContactEvent.OutsideCalled called -> called.agent().value();
            case ContactEvent.OutsideUnanswered unanswered -> unanswered.agent().value();
            case ContactEvent.OutsideTookOver over -> over.agent().value();
            case ContactEvent.OutsideConsultAsked asked -> asked.agent().value();
            case ContactEvent.OutsideConsultBegan began -> began.agent().value();
            case ContactEvent.OutsideConsultEnded ended -> ended.agent().value();
            case ContactEvent.ConferenceBegan began -> began.agent().value();
            case ContactEvent.ContactTakenBack back -> back.agent().value();
            case ContactEvent.ContactTransferred passed -> passed.agent().value();
            case ContactEvent.CallPlaced placed -> placed.agent().value();
            case ContactEvent.CallUnanswered unanswered -> unanswered.agent().value();
            case ContactEvent.ConversationEnded ended -> ended.agent().value();
            case ContactEvent.ContactHandled handled -> handled.agent().value();
            case ListeningEvent listening -> listening.agent().value();
            case ContactEvent _,
                    TicketEvent _,
                    IntakeEvent _,
                    SteeringEvent _,
                    RecordingEvent _,
                    PrivacyEvent _,
                    AccessEvent _ -> null;
        };
    }

    private static @Nullable String value(@Nullable AgentId agent) {
        return agent == null ? null : agent.value();
    }

    /// What the transaction of this thread has appended and not yet written.
    private final class Pending implements TransactionSynchronization {

        private final List<Write> writes = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<Event> written = new ArrayList<>();

        /// The commit is sent along, which saves its round trip: the driver then finds nothing left to commit.
        @Override
        public void beforeCommit(boolean readOnly) {
            if (!writes.isEmpty() || !events.isEmpty()) {
                take();
                writes.add(COMMIT);
                send();
            }
        }

        @Override
        public void afterCommit() {
            listeners.tell(written);
        }

        @Override
        public void afterCompletion(int status) {
            head.somethingWasWritten();
        }

        private void write() {
            take();
            send();
        }

        private void take() {
            if (!events.isEmpty()) {
                writes.add(insertion(events));
                written.addAll(events);
                events.clear();
            }
        }

        private void send() {
            Write.together(db, writes);
            writes.clear();
        }
    }
}
