package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentEvent.AgentPhoneChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The agents' phones: who has one, with which password, and who can be reached.
@Component
class Phones {

    private final PhoneStore store;
    private final Line line;
    private final Routing routing;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Lanes<AgentId> lanes = new Lanes<>();

    Phones(PhoneStore store, Line line, Routing routing, EventLog log, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.line = line;
        this.routing = routing;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Makes the phones known to the line too.
    PhoneCredentials of(AgentId agent) {
        var credentials = store.credentials(agent);
        line.provision(agent, credentials);
        return credentials;
    }

    boolean reachable(AgentId agent) {
        return store.reachable(agent);
    }

    Set<AgentId> agents() {
        return new TreeSet<>(store.agents());
    }

    void reachable(AgentId agent, boolean reachable) {
        lanes.run(
                agent,
                () -> transaction.executeWithoutResult(_ -> {
                    if (store.reachable(agent, reachable)) {
                        log.append(new AgentPhoneChanged(clock.instant(), agent, reachable));
                    }
                }));
    }

    void standBy(AgentId agent) {
        line.standBy(agent, routing.agent(agent).state() == AgentState.AVAILABLE);
    }

    /// The line may have forgotten everything.
    void tellLine() {
        for (var agent : agents()) {
            of(agent);
            standBy(agent);
        }
    }
}
