package fr.allomairies.routing.flow;

import fr.allomairies.contact.SteeringEvent.RulesActivated;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.RoutingRules.Activation;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.rules.RulesText;
import fr.allomairies.routing.rules.Shipped;
import fr.allomairies.routing.store.RulesStore;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// By which rules the lane decides: it looks into the tables once a second. For the lane's one thread.
@Component
class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final RulesStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private Instant looked = Instant.MIN;
    private long current;

    RulesInForce(RulesStore store, EventLog log, TransactionTemplate transaction) {
        this.store = store;
        this.log = log;
        this.transaction = transaction;
    }

    /// Whether others are in force by now than those last handed out.
    boolean areOthersBy(Instant now) {
        if (now.isBefore(looked.plus(EVERY))) {
            return false;
        }
        looked = now;
        return store.inForce(now).id() != current;
    }

    /// The first to hand an activation out says in the log that it has taken effect.
    Rules at(Instant now) {
        var activation = store.inForce(now);
        transaction.executeWithoutResult(_ -> {
            if (store.takeUp(activation.id(), now)) {
                log.append(new RulesActivated(now, activation.version(), activation.by()));
            }
        });
        current = activation.id();
        looked = now;
        return rules(activation);
    }

    /// A version that this version of the product no longer understands must not keep citizens waiting.
    private Rules rules(Activation activation) {
        var rules = store.version(activation.version())
                .map(version -> RulesText.read(version.text()).rules())
                .orElse(null);
        if (rules == null) {
            LOG.atError().addKeyValue("version", activation.version()).log("rules-unreadable");
            return Shipped.rules();
        }
        return rules;
    }
}
