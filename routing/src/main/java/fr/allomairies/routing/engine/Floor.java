package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Place.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everybody who waits and everybody who works, with the indexes that find them. Each method leaves all indexes true,
/// and remembers what it changed until [#handOver].
final class Floor {

    /// Who was queued first; the id breaks ties.
    static final Comparator<Contact> ARRIVAL = (one, other) -> {
        var order = Long.compare(one.arrival, other.arrival);
        return order != 0 ? order : Contact.BY_ID.compare(one, other);
    };

    final Rules rules;
    final Plans plans;
    final WaitingLine waiting;
    final Crew crew;

    /// With capacity left.
    final OpenAgents free;

    /// With work in hand that may be interrupted.
    final OpenAgents interruptible;

    private final int leastInterruption;
    private final Deadlines deadlines = new Deadlines();
    private final Bends bends = new Bends();
    private final Shelves shelves = new Shelves();
    private final Map<ContactId, Contact> contacts = new HashMap<>();
    private final Map<AgentId, Agent> agents = new HashMap<>();
    private final Map<AgentId, Regulars> regulars = new HashMap<>();
    private final Lookout lookout = new Lookout();
    private final Map<ContactId, Contact> consults = new HashMap<>();
    private final ArrayList<Contact> touchedContacts = new ArrayList<>();
    private final ArrayList<Agent> touchedAgents = new ArrayList<>();
    private final ArrayList<Contact> someContacts = new ArrayList<>();
    private final ArrayList<Agent> someAgents = new ArrayList<>();

    /// Contacts that the clock may have to do something else with than before.
    private final List<Contact> clocks = new ArrayList<>();

    /// How many agents take contacts now, and how long they have been busy; without those who change in this step.
    private int available;

    private long busyMillis;
    private final List<Event> decisions = new ArrayList<>();

    Floor(Rules rules, RoutingState state) {
        this.rules = rules;
        this.leastInterruption = rules.leastInterruption();
        this.plans = new Plans(rules);
        this.waiting = new WaitingLine(rules);
        this.crew = new Crew(shelves, rules);
        this.free = new OpenAgents(this, rules);
        this.interruptible = new OpenAgents(this, rules);
        for (var status : state.agents()) {
            var agent = new Agent(status, rules.ranking().fairness(), regulars(status.id()), shelves);
            agents.put(status.id(), agent);
            crew.enter(agent);
            countAvailable(agent, 1);
        }
        state.contacts().forEach(this::add);
        setClocks();
        forgetTouched();
        agents.values().forEach(Agent::recallConsult);
        agents.values().forEach(this::list);
    }

    Optional<Contact> contact(ContactId id) {
        return Optional.ofNullable(contacts.get(id));
    }

    /// What the agent has in hand, what rings and what rests included.
    Optional<Contact> inHand(AgentId agent, ContactId contact) {
        var known = agents.get(agent);
        return known == null ? Optional.empty() : Optional.ofNullable(known.inHand(contact));
    }

    /// What a colleague is asked about the contact, as the colleague has it in hand.
    Optional<Contact> consult(ContactId of) {
        return Optional.ofNullable(consults.get(of));
    }

    List<Contact> consults() {
        return consults.isEmpty()
                ? List.of()
                : consults.values().stream().sorted(Contact.BY_ID).toList();
    }

    @Nullable
    Agent knownAgent(@Nullable AgentId id) {
        return agents.get(id);
    }

    Agent agent(AgentId id, Instant at) {
        return agents.computeIfAbsent(
                id, _ -> Agent.unknown(id, rules.ranking().fairness(), regulars(id), shelves, at));
    }

    int waiting(ChannelKind channel) {
        return waiting.size(channel);
    }

    /// With which contact the clock does something next, if it has come so far.
    @Nullable
    Contact due(Instant at) {
        setClocks();
        return deadlines.isDue(Pace.nanos(at)) ? deadlines.first() : null;
    }

    void decide(Event decision) {
        decisions.add(decision);
    }

    /// To be called before an agent changes: takes the agent out of the open ones, until the step has found out what
    /// to offer.
    Agent touch(Agent agent) {
        if (!agent.touched) {
            agent.touched = true;
            touchedAgents.add(agent);
            countAvailable(agent, -1);
            free.remove(agent);
            interruptible.remove(agent);
        }
        return agent;
    }

    /// Whatever changes who is signed in, or what they can do.
    void changeCrew(Agent agent, Runnable change) {
        touch(agent);
        crew.leave(agent);
        change.run();
        crew.enter(agent);
    }

    /// Of those who take contacts now; absent where the time worked counts for nothing.
    Optional<Duration> averageBusy() {
        if (rules.ranking().fairness() == 0) {
            return Optional.empty();
        }
        var millis = busyMillis;
        var count = available;
        for (var agent : touchedAgents) {
            if (agent.presence == Presence.AVAILABLE) {
                millis += agent.busy().toMillis();
                count++;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofMillis((long) ((double) millis / count)));
    }

    private @Nullable Regulars regulars(Request request) {
        var preferred = request.preferred();
        return preferred == null ? null : regulars(preferred);
    }

    private Regulars regulars(AgentId agent) {
        return regulars.computeIfAbsent(agent, _ -> new Regulars());
    }

    /// Whatever bends in its pace between its queueing and now has bent.
    Contact admit(ContactState state, Instant at) {
        var contact = add(state);
        bend(at);
        return contact;
    }

    private Contact add(ContactState state) {
        var contact = new Contact(state, plans, crew, regulars(state.request()));
        contacts.put(contact.id(), contact);
        enter(contact, state.request().queuedAt());
        join(contact, null);
        clocks.add(contact);
        contact.setBend(bends, Pace.micros(state.request().queuedAt()));
        touch(contact);
        return contact;
    }

    /// The contact goes on as another request under the same id.
    Contact replace(Contact contact, ContactState next, Instant at) {
        move(contact, new Place.Ended(at), at);
        touchedContacts.remove(contact);
        return admit(next, at);
    }

    void move(Contact contact, Place next, Instant at) {
        var before = groupOf(contact);
        leave(contact, at);
        contact.place = next;
        goOn(contact, before, at);
    }

    /// The contact asks for what the step says from now on.
    void relax(Contact contact, int step, Instant at) {
        change(contact, at, () -> {
            contact.step = step;
            ask(contact);
        });
    }

    /// Those whom another line asks for may take the contact as well from now on.
    void share(Contact contact, Share share, Instant at) {
        change(contact, at, () -> {
            contact.share(share, plans);
            ask(contact);
        });
    }

    private void ask(Contact contact) {
        var before = contact.demand().group;
        contact.ask(crew);
        crew.release(before);
    }

    void exclude(Contact contact, AgentId agent, Instant until) {
        changeExcluded(contact, () -> contact.exclude(agent, until));
    }

    void readmit(Contact contact, AgentId agent) {
        changeExcluded(contact, () -> contact.readmit(agent));
    }

    private void changeExcluded(Contact contact, Runnable how) {
        if (contact.isWaiting()) {
            waiting.remove(contact);
            how.run();
            waiting.add(contact);
        } else {
            how.run();
        }
        clocks.add(contact);
        touch(contact);
    }

    /// From now on its ways out are looked at with each tick, until it no longer waits.
    void watch(Contact contact) {
        unwatch(contact);
        lookout.add(contact.ripen(), contact);
        clocks.add(contact);
    }

    private void unwatch(Contact contact) {
        if (contact.view != null) {
            lookout.remove(contact.view, contact);
        }
    }

    /// Whether anybody has to overflow.
    boolean overflows() {
        return lookout.isAny(this::isTrueOfAny);
    }

    /// Those who may have to, in the order of arrival.
    List<Contact> overflowing() {
        return lookout.those(this::isTrueOfAny);
    }

    private boolean isTrueOfAny(Lookout.View view) {
        for (var way : view.ways()) {
            if (isTrue(way, view.group(), view.channel())) {
                return true;
            }
        }
        return false;
    }

    /// Whether what a way out asks for besides time may hold for those who ask for the same on the channel. That
    /// nobody could take them at a later step either is not looked at.
    boolean isTrue(Overflow way, Group group, ChannelKind channel) {
        return switch (way.trigger()) {
            case WAITED -> true;
            case NOBODY -> group.signedIn() == 0;
            case CROWDED -> waiting(channel) > way.ratio() * group.signedIn();
        };
    }

    /// Contacts whose pace bends by then find their new places, and those that become urgent can no longer be
    /// interrupted.
    void bend(Instant at) {
        var now = Pace.micros(at);
        while (bends.isDue(now)) {
            var contact = bends.first();
            var bend = bends.firstTime();
            bend(contact, bend);
            contact.setBend(bends, bend);
        }
    }

    private void bend(Contact contact, long at) {
        if (contact.isWaiting()) {
            waiting.remove(contact);
            contact.bend(at);
            waiting.add(contact);
        } else {
            contact.bend(at);
        }
        if (contact.interruptible && !contact.isInterruptible(at) && contact.holder != null) {
            makeFirm(contact.holder, contact);
        }
    }

    /// The agent has not changed, and does not look for work.
    private void makeFirm(Agent agent, Contact contact) {
        free.remove(agent);
        interruptible.remove(agent);
        agent.makeFirm(contact);
        list(agent);
    }

    /// Agents who changed and can be offered something, the best rank first.
    List<Agent> lookingForWork() {
        return those(touchedAgents, Agent::isOpen, Agent.BY_RANK, someAgents);
    }

    /// In the order of their ids.
    List<Agent> touched() {
        return those(touchedAgents, _ -> true, Agent.BY_ID, someAgents);
    }

    /// Contacts that changed and wait, the highest score first.
    List<Contact> lookingForAgent(Instant at) {
        var now = Pace.micros(at);
        return those(
                touchedContacts,
                Contact::isWaiting,
                (one, other) -> {
                    var order = Long.compare(other.score(now), one.score(now));
                    return order != 0 ? order : ARRIVAL.compare(one, other);
                },
                someContacts);
    }

    /// Those who changed and are still open can be found by contacts from now on.
    void listOpen() {
        touchedAgents.forEach(this::list);
    }

    private void list(Agent agent) {
        if (agent.isOpen() && agent.load() < Rules.CAPACITY) {
            free.add(agent);
        }
        if (agent.isOpen()
                && agent.load() > agent.firmLoad()
                && agent.firmLoad() + leastInterruption <= Rules.CAPACITY) {
            interruptible.add(agent);
        }
    }

    Step handOver(Instant at, Optional<Refusal> refusal) {
        setClocks();
        var agents = touched();
        var statuses = new AgentStatus[agents.size()];
        for (var i = 0; i < statuses.length; i++) {
            agents.get(i).changeOfState(at).ifPresent(decisions::add);
            statuses[i] = agents.get(i).status();
        }
        var states = new ContactState[touchedContacts.size()];
        for (var i = 0; i < states.length; i++) {
            states[i] = touchedContacts.get(i).state();
        }
        var step = new Step(decisions, List.of(states), List.of(statuses), refusal);
        decisions.clear();
        forgetTouched();
        crew.forgetUnused();
        return step;
    }

    RoutingState state() {
        return new RoutingState(
                contacts.values().stream()
                        .sorted(Contact.BY_ID)
                        .map(Contact::state)
                        .toList(),
                agents.values().stream()
                        .map(Agent::status)
                        .sorted(Comparator.comparing(AgentStatus::id))
                        .toList());
    }

    /// @param those where they are put, until the next question
    private static <T> List<T> those(List<T> all, Predicate<T> which, Comparator<T> order, ArrayList<T> those) {
        those.clear();
        for (var one : all) {
            if (which.test(one)) {
                those.add(one);
            }
        }
        if (those.size() > 1) {
            those.sort(order);
        }
        return those;
    }

    /// Not with each change, since a contact often changes twice in a step.
    private void setClocks() {
        for (var contact : clocks) {
            contact.setClock(deadlines);
        }
        clocks.clear();
    }

    private void change(Contact contact, Instant at, Runnable how) {
        var before = groupOf(contact);
        leave(contact, at);
        how.run();
        goOn(contact, before, at);
    }

    /// @param before where it was counted among those who ask
    private void goOn(Contact contact, @Nullable Group before, Instant at) {
        enter(contact, at);
        join(contact, before);
        clocks.add(contact);
        touch(contact);
    }

    private static @Nullable Group groupOf(Contact contact) {
        return contact.isAsking() ? contact.demand().group : null;
    }

    private void touch(Contact contact) {
        if (!contact.touched) {
            contact.touched = true;
            touchedContacts.add(contact);
        }
    }

    private void countAvailable(Agent agent, int sign) {
        if (agent.presence == Presence.AVAILABLE) {
            available += sign;
            busyMillis += sign * agent.busy().toMillis();
        }
    }

    private void forgetTouched() {
        touchedContacts.forEach(contact -> contact.touched = false);
        for (var agent : touchedAgents) {
            agent.touched = false;
            countAvailable(agent, 1);
        }
        touchedContacts.clear();
        touchedAgents.clear();
    }

    private void join(Contact contact, @Nullable Group before) {
        var now = groupOf(contact);
        if (before != null && before != now) {
            crew.part(before, contact);
        }
        if (now != null && before != now) {
            crew.join(now, contact);
        }
    }

    private void enter(Contact contact, Instant at) {
        contact.interruptible = contact.isInterruptible(Pace.micros(at));
        if (contact.place instanceof Place.Ended) {
            contact.holder = null;
            contacts.remove(contact.id());
            bends.remove(contact);
            contact.forEachGroup(crew::release);
            return;
        }
        switch (contact.place) {
            case Place.Waiting _ -> {
                contact.holder = null;
                waiting.add(contact);
            }
            case Held held -> {
                contact.holder = touch(holder(contact, held));
                contact.holder.hold(contact);
                if (held instanceof Place.Consulted consulted) {
                    consults.put(consulted.of(), contact);
                }
            }
            case Place.Ended _ -> {}
        }
    }

    /// Mostly who has it already.
    private Agent holder(Contact contact, Held held) {
        var before = contact.holder;
        return before != null && before.id.equals(held.agent()) ? before : agent(held.agent(), held.since());
    }

    private void leave(Contact contact, Instant at) {
        switch (contact.place) {
            case Place.Waiting _ -> {
                waiting.remove(contact);
                unwatch(contact);
                contact.unripen();
            }
            case Held held -> {
                touch(contact.holder()).letGo(contact, at);
                if (held instanceof Place.Consulted consulted) {
                    consults.remove(consulted.of());
                }
            }
            case Place.Ended _ -> throw new IllegalStateException("nothing follows an end: " + contact.id());
        }
    }
}
