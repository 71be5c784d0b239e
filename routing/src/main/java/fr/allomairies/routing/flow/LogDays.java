package fr.allomairies.routing.flow;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.PastDays;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.rules.RulesText;
import fr.allomairies.routing.rules.Shipped;
import fr.allomairies.routing.store.RulesStore;
import fr.allomairies.routing.whatif.PastDay;
import fr.allomairies.routing.whatif.PastDayReader;
import fr.allomairies.routing.whatif.Scenario;
import fr.allomairies.routing.whatif.WhatIf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Past days out of the log.
@Component
class LogDays implements PastDays {

    /// Whatever waited for longer when the day began is not seen: enough for mail that waits over a long weekend.
    private static final Duration BEFORE = Duration.ofDays(7);

    private static final int BATCH = 5_000;

    /// Any number: the same day is always drawn alike.
    private static final long SEED = 1;

    private final EventLog log;
    private final RulesStore rules;
    private final Routing routing;

    LogDays(EventLog log, RulesStore rules, Routing routing) {
        this.log = log;
        this.rules = rules;
        this.routing = routing;
    }

    @Override
    public Optional<Day> read(Instant from, Instant to, BooleanSupplier wanted) {
        var begin = from.minus(BEFORE);
        var inForce = rules(rules.routedBy(from).text()).orElseGet(Shipped::rules);
        var reader = new PastDayReader(from, to, inForce, SEED);
        tellWhoWasThere(begin, from, reader);
        var span = log.span(begin, to);
        for (var position = span.after(); position < span.last(); ) {
            if (!wanted.getAsBoolean()) {
                throw new CancellationException();
            }
            var entries = log.read(position, BATCH);
            if (entries.isEmpty()) {
                break;
            }
            entries.forEach(entry -> reader.on(entry.event()));
            position = entries.getLast().position();
        }
        return reader.day().map(day -> new LoggedDay(day, inForce));
    }

    @Override
    public List<Finding> unreadable(String text) {
        var read = RulesText.read(text);
        return read.rules() == null ? read.findings() : List.of();
    }

    private static Optional<Rules> rules(String text) {
        return Optional.ofNullable(RulesText.read(text).rules());
    }

    /// The log does not tell the skills of those who have had the same since before it told of skills:
    /// they have them still.
    private void tellWhoWasThere(Instant begin, Instant from, PastDayReader reader) {
        log.statesBefore(begin).forEach(reader::on);
        var told =
                log.skillsBefore(from).stream().map(AgentSkillsChanged::agent).collect(Collectors.toSet());
        routing.snapshot().agents().stream()
                .filter(agent -> !told.contains(agent.agent()))
                .forEach(agent -> reader.on(new AgentSkillsChanged(begin, agent.agent(), agent.skills())));
        log.skillsBefore(begin).forEach(reader::on);
    }

    /// @param inForce when the day began
    private record LoggedDay(PastDay day, Rules inForce) implements Day {

        @Override
        public void tell(Consumer<Event> listener) {
            day.tell(listener);
        }

        @Override
        public Play play(Change change, Consumer<Event> listener) {
            return new WhatIf(day, new Scenario(rules(change), change), listener);
        }

        private Rules rules(Change change) {
            return change.rules() == null
                    ? inForce
                    : LogDays.rules(change.rules())
                            .orElseThrow(() -> new IllegalArgumentException("rules that cannot be read"));
        }
    }
}
