package fr.allomairies.routing.whatif;

import fr.allomairies.contact.AgentEvent;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a past day out of the log: first how the agents stood when the reading begins, then each event in the
/// order of the log, from some days before the day, so that what was still waiting is known.
public final class PastDayReader {

    private final Instant from;
    private final Instant to;
    private final long seed;
    private final LogFold fold;
    private final Map<AgentId, AgentStateChanged> states = new TreeMap<>();
    private final Map<AgentId, Wishes> wishes = new TreeMap<>();
    private final Map<ContactId, Life> lives = new LinkedHashMap<>();
    private final List<Event> prologue = new ArrayList<>();
    private final List<Event> happened = new ArrayList<>();
    private final Times times = new Times();
    private @Nullable RoutingState before;

    /// @param rules those of the day
    /// @param seed of what is drawn where the log does not tell
    public PastDayReader(Instant from, Instant to, Rules rules, long seed) {
        this.from = from;
        this.to = to;
        this.seed = seed;
        this.fold = new LogFold(rules);
    }

    public void on(Event event) {
        if (!event.at().isBefore(to)) {
            return;
        }
        if (before == null && !event.at().isBefore(from)) {
            begin();
        }
        switch (event) {
            case ContactEvent contact -> on(contact);
            case AgentEvent agent -> on(agent);
            default -> {}
        }
        fold.on(event);
    }

    /// Empty when no contact was handled, so that nothing tells how long anything takes.
    public Optional<PastDay> day() {
        if (before == null) {
            begin();
        }
        return times.areKnown()
                ? Optional.of(new PastDay(
                        from,
                        to,
                        Objects.requireNonNull(before),
                        prologue,
                        happened,
                        aside(),
                        contacts(),
                        agents(),
                        times.rings()))
                : Optional.empty();
    }

    private void begin() {
        before = fold.stateAt(from);
        before.agents().stream()
                .map(agent -> new AgentSkillsChanged(from, agent.id(), agent.skills()))
                .forEach(prologue::add);
        prologue.addAll(states.values());
        lives.values().removeIf(Life::isOver);
        lives.values().stream().flatMap(life -> life.events.stream()).forEach(prologue::add);
        prologue.sort(Comparator.comparing(Event::at));
    }

    private void on(ContactEvent event) {
        var life = life(event);
        life.on(event);
        if (before != null) {
            happened.add(event);
        }
        if (life.isOver()) {
            times.learn(life);
        }
    }

    private void on(AgentEvent event) {
        if (before != null) {
            happened.add(event);
            wishes.computeIfAbsent(event.agent(), _ -> new Wishes(states.get(event.agent())))
                    .on(event);
        } else if (event instanceof AgentStateChanged state) {
            states.put(event.agent(), state);
        }
    }

    private List<Event> aside() {
        var aside = new ArrayList<Event>();
        for (var event : happened) {
            if (event instanceof ContactEvent contact
                    && (event instanceof ContactArrived || life(contact).queued == null)) {
                aside.add(event);
            }
        }
        return aside;
    }

    private Life life(ContactEvent event) {
        return lives.computeIfAbsent(event.contact(), _ -> new Life());
    }

    private List<PastContact> contacts() {
        var chance = new Chance(seed);
        var patience = patience();
        var contacts = new ArrayList<PastContact>();
        for (var life : lives.values()) {
            var queued = life.queued;
            if (queued != null) {
                var work = times.of(life, to, chance.of(queued.contact(), Chance.Purpose.TIMES));
                var leaves = life.isAbandoned()
                        ? life.waited(to)
                        : Objects.requireNonNull(patience.get(queued.channel()))
                                .after(life.waited(to), chance.of(queued.contact(), Chance.Purpose.PATIENCE));
                contacts.add(new PastContact(queued, work.talk(), work.wrapUp(), leaves));
            }
        }
        contacts.sort(Comparator.comparing(contact -> contact.queued().at()));
        return contacts;
    }

    private Map<ChannelKind, Patience> patience() {
        var observed = new HashMap<ChannelKind, Patience.Observed>();
        for (var life : lives.values()) {
            if (life.queued != null) {
                var channel = observed.computeIfAbsent(life.queued.channel(), _ -> new Patience.Observed());
                if (life.isAbandoned()) {
                    channel.left(life.waited(to));
                } else {
                    channel.stayed(life.waited(to));
                }
            }
        }
        var curves = new HashMap<ChannelKind, Patience>();
        observed.forEach((channel, seen) -> curves.put(channel, seen.curve()));
        return curves;
    }

    private List<PastAgent> agents() {
        return wishes.entrySet().stream()
                .map(entry -> new PastAgent(entry.getKey(), entry.getValue().list()))
                .toList();
    }
}
