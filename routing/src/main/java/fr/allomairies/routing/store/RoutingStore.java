package fr.allomairies.routing.store;

import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Loads and stores whole steps. Every method belongs into a transaction of the caller's.
@Component
public class RoutingStore {

    private final JdbcClient db;
    private final AgentRows agents;
    private final ContactRows contacts;

    RoutingStore(JdbcClient db) {
        this.db = db;
        this.agents = new AgentRows(db);
        this.contacts = new ContactRows(db);
    }

    /// The turn is read first: what another dispatcher stores meanwhile makes the next [#save] fail, never go wrong.
    public StoredState load() {
        var turn = db.sql("select turn from routing_turn").query(Long.class).single();
        return new StoredState(turn, new RoutingState(contacts.open(), agents.all()));
    }

    /// What stores the step that follows `turn`. It begins with the turn, for which whoever else wants it waits, and
    /// then comes too late. That another step has followed already, or that the newcomer is known, ends it as a
    /// [org.springframework.dao.ConcurrencyFailureException], and nothing of it is stored.
    ///
    /// @param newcomer the contact that the step queues; absent for a step that queues none
    public static List<Write> save(long turn, Step step, @Nullable ContactId newcomer) {
        var next = Write.sql("""
                        update routing_turn set turn = case
                            when exists (select from routing_contact where contact = :newcomer) then turn
                            else :turn + 1 end
                        """).param("turn", turn).param("newcomer", newcomer == null ? null : newcomer.value());
        return Stream.of(
                        Stream.of(next), step.agents().stream().map(AgentRows::save), ContactRows.save(step.contacts()))
                .flatMap(writes -> writes)
                .toList();
    }

    /// Whether the contact was ever queued, also when it has ended since.
    public boolean knows(ContactId contact) {
        return contacts.exists(contact);
    }

    /// Forgets contacts that ended before the time.
    public void forgetEnded(Instant before) {
        contacts.deleteEnded(before);
    }
}
