package fr.allomairies.routing.store;

import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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

    /// Takes the turn for the step that follows `turn`: whoever else wants it waits for the end of the transaction, and
    /// then comes too late.
    ///
    /// @return what stores the step, to be written in the same transaction
    /// @throws StepNotStored when another step has followed it already
    public List<Write> save(long turn, Step step) {
        var moved = db.sql("update routing_turn set turn = turn + 1 where turn = ?")
                .param(turn)
                .update();
        if (moved == 0) {
            throw new StepNotStored(turn);
        }
        return Stream.concat(
                        step.agents().stream().map(AgentRows::save),
                        ContactRows.save(step.contacts()))
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
