package fr.allomairies.routing.flow;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Standing;
import fr.allomairies.routing.estimate.Ahead;
import fr.allomairies.routing.estimate.Estimator;
import fr.allomairies.routing.estimate.Experience;
import fr.allomairies.routing.estimate.WaitEstimate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How long those in the line will wait, by what the log has taught. Safe for many threads.
@Component
class Forecast {

    /// Some thousand contacts: enough for what is usual, and read in a moment.
    private static final int ENTRIES_READ = 20_000;
    private static final int BATCH = 1_000;

    private final EventLog log;
    private Experience experience = new Experience();
    private long learnt = Long.MAX_VALUE;

    Forecast(EventLog log) {
        this.log = log;
    }

    /// Begins anew with what happened last.
    synchronized void learn() {
        experience = new Experience();
        learnt = Math.max(0, log.head() - ENTRIES_READ);
        learnOn();
    }

    private void learnOn() {
        for (var news = log.read(learnt, BATCH); !news.isEmpty(); news = log.read(learnt, BATCH)) {
            news.forEach(entry -> experience.on(entry.event()));
            learnt = news.getLast().position();
        }
    }

    /// @param line in order
    synchronized Map<ContactId, WaitEstimate> estimates(
            Rules rules, List<Standing> line, Collection<AgentStatus> agents) {
        learnOn();
        return new Estimator(experience, rules, agents).estimates(line);
    }

    /// Of one alone, at a price that hardly grows with the line.
    synchronized Optional<WaitEstimate> estimate(
            Rules rules, Standing contact, Ahead ahead, Collection<AgentStatus> agents) {
        learnOn();
        return new Estimator(experience, rules, agents).estimate(contact, ahead);
    }

    synchronized boolean isTrusted(ChannelKind channel) {
        return experience.isTrusted(channel);
    }
}
