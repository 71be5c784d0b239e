package fr.allomairies.routing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.RulesOrderCancelled;
import fr.allomairies.contact.SteeringEvent.RulesOrdered;
import fr.allomairies.contact.SteeringEvent.RulesSaved;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.routing.rules.Print;
import fr.allomairies.routing.rules.RulesCheck;
import fr.allomairies.routing.rules.RulesText;
import fr.allomairies.routing.rules.Sentences;
import fr.allomairies.routing.rules.Shipped;
import fr.allomairies.routing.store.RulesStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door to the rules, over the tables.
@Component
class StoredRules implements RoutingRules, InitializingBean {

    private final RulesStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StoredRules(RulesStore store, EventLog log, TransactionTemplate transaction, ObjectProvider<Clock> clock) {
        this.store = store;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock.getIfUnique(Clock::systemUTC);
    }

    /// Before the lane runs.
    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(_ -> store.ship(Shipped.TEXT, "", now()));
    }

    @Override
    public Checked check(String text, World world) {
        var read = RulesText.read(text);
        return new Checked(RulesCheck.of(read, world), read.rules() == null ? List.of() : Sentences.of(read.rules()));
    }

    @Override
    public String tidy(String text) {
        return Print.tidy(text);
    }

    @Override
    public String shipped() {
        return Shipped.TEXT;
    }

    @Override
    public List<Version> versions() {
        return store.versions();
    }

    @Override
    public Optional<Version> version(int number) {
        return store.version(number);
    }

    @Override
    public Activation inForce() {
        return store.inForce(now());
    }

    @Override
    public List<Activation> activations() {
        return store.activations();
    }

    @Override
    public Saved save(AgentId author, String text, String note, World world) {
        var checked = check(text, world);
        return checked.isRefused()
                ? new Saved(null, checked)
                : new Saved(transaction.execute(_ -> save(author, text, note)), checked);
    }

    private Version save(AgentId author, String text, String note) {
        var version = store.save(author, text, note, now());
        store.dropDraft(author);
        log.append(new RulesSaved(version.savedAt(), version.number(), author));
        return version;
    }

    @Override
    public Optional<Refusal> activate(int number, @Nullable Instant from, AgentId by) {
        var now = now();
        var version = store.version(number);
        if (version.isEmpty()) {
            return refused("version-not-found", "there is no version " + number);
        }
        if (RulesText.read(version.get().text()).rules() == null) {
            return refused("rules-unreadable", "version " + number + " can no longer be read");
        }
        if (from != null && !from.isAfter(now)) {
            return refused("time-past", "the time " + from + " has passed");
        }
        var start = from == null ? now : from;
        transaction.executeWithoutResult(_ -> {
            store.order(number, start, now, by);
            log.append(new RulesOrdered(now, number, start, by));
        });
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> cancel(long id, AgentId by) {
        var now = now();
        var activation = store.activation(id);
        if (activation.isEmpty()) {
            return refused("activation-not-found", "there is no activation " + id);
        }
        var version = activation.get().version();
        var cancelled = transaction.execute(_ -> {
            var done = store.cancel(id, now, by);
            if (done) {
                log.append(new RulesOrderCancelled(now, version, by));
            }
            return done;
        });
        return Boolean.TRUE.equals(cancelled)
                ? Optional.empty()
                : refused("activation-over", "activation " + id + " has begun or was taken back before");
    }

    @Override
    public Optional<Draft> draft(AgentId author) {
        return store.draft(author);
    }

    @Override
    public List<Draft> drafts() {
        return store.drafts();
    }

    @Override
    public void keepDraft(AgentId author, String text) {
        store.keepDraft(author, text, now());
    }

    @Override
    public void dropDraft(AgentId author) {
        store.dropDraft(author);
    }

    private static Optional<Refusal> refused(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
