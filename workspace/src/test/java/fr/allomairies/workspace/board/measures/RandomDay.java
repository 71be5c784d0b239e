package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A seeded day of a contact centre, played by a small simulation: the same seed gives the same events.
public final class RandomDay {

    private static final List<CategoryCode> CATEGORIES = List.of(
            new CategoryCode("lighting.lamp-out"),
            new CategoryCode("road.pothole"),
            new CategoryCode("waste.missed-collection"),
            new CategoryCode("civil-status.birth-certificate"));
    private static final List<Skill> SKILLS =
            List.of(new Skill("eclairage"), new Skill("voirie"), new Skill("proprete"), new Skill("etat-civil"));

    private record Step(Instant at, long order, Runnable what) {}

    private record Waiting(ContactId contact, ChannelKind channel, TicketId ticket, Skill skill) {}

    private final Random random;
    private final Interval open;
    private final List<Event> events = new ArrayList<>();
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::at).thenComparing(Step::order));
    private final Map<ContactId, Waiting> queue = new LinkedHashMap<>();
    private final Map<AgentId, Set<Skill>> agents = new LinkedHashMap<>();
    private final Map<AgentId, AgentState> states = new LinkedHashMap<>();
    private final Set<ContactId> over = new HashSet<>();
    private Instant now;
    private long order;

    private RandomDay(long seed, Interval open, int agents) {
        this.random = new Random(seed);
        this.open = open;
        this.now = open.from();
        for (var i = 0; i < agents; i++) {
            this.agents.put(new AgentId("agent" + (i + 1)), skillsOf(i));
        }
    }

    /// Contacts through the whole calendar day, night and changes of the clock included.
    public static List<Event> wholeDay(long seed, LocalDate date, int contacts, int agents) {
        return new RandomDay(seed, Interval.day(date), agents).play(contacts);
    }

    /// Contacts between eight and six, as a city hotline is open.
    public static List<Event> openingHours(long seed, LocalDate date, int contacts, int agents) {
        var open = new Interval(
                date.atTime(8, 0).atZone(Interval.CITY).toInstant(),
                date.atTime(18, 0).atZone(Interval.CITY).toInstant());
        return new RandomDay(seed, open, agents).play(contacts);
    }

    public static Set<Skill> skillsOf(int agent) {
        return Set.of(SKILLS.get(agent % 4), SKILLS.get((agent + 1) % 4), SKILLS.get((agent + 2) % 4));
    }

    private List<Event> play(int contacts) {
        agents.keySet().forEach(this::planDay);
        for (var i = 0; i < contacts; i++) {
            plan(within(open), this::arrive);
        }
        while (!steps.isEmpty()) {
            var step = steps.poll();
            now = step.at();
            step.what().run();
        }
        return events;
    }

    private void planDay(AgentId agent) {
        states.put(agent, AgentState.OFFLINE);
        plan(open.from().plusSeconds(random.nextInt(1800)), () -> become(agent, AgentState.AVAILABLE, null));
        for (var pause = 0; pause < 3; pause++) {
            plan(within(open), () -> pause(agent));
        }
    }

    private void pause(AgentId agent) {
        if (states.get(agent) == AgentState.AVAILABLE) {
            become(agent, AgentState.PAUSED, random.nextBoolean() ? "lunch" : "break");
            after(300 + random.nextInt(2400), () -> become(agent, AgentState.AVAILABLE, null));
        }
    }

    private void arrive() {
        var contact = new ContactId(uuid());
        var channel = channel();
        add(new ContactArrived(now, contact, channel));
        if (!channel.equals(ChannelKind.VOICE)) {
            queue(contact, channel);
        } else if (random.nextInt(100) < 6) {
            add(new AssistantReplied(now, contact));
            after(random.nextInt(40), () -> end(contact, new ContactAbandoned(now, contact, Stage.MENU)));
        } else {
            leaveTheMenu(contact, channel, random.nextInt(100));
        }
    }

    private void leaveTheMenu(ContactId contact, ChannelKind channel, int chance) {
        if (chance < 6) {
            var outcome = chance < 2 ? Outcome.BLOCKED : Outcome.SELF_SERVED;
            assist(contact, chance > 2, AssistantEnd.ANSWERED, null);
            after(random.nextInt(40), () -> end(contact, new ContactEnded(now, contact, outcome)));
        } else {
            assist(contact, chance % 3 == 0, AssistantEnd.UNDERSTOOD, CATEGORIES.get(chance % CATEGORIES.size()));
            after(4 + random.nextInt(30), () -> queue(contact, channel));
        }
    }

    private void assist(ContactId contact, boolean assisted, AssistantEnd how, @Nullable CategoryCode category) {
        if (assisted) {
            add(new AssistantReplied(now, contact));
            after(1, () -> add(new AssistantEnded(now, contact, how, category, category != null)));
        }
    }

    private void queue(ContactId contact, ChannelKind channel) {
        var ticket = new TicketId(uuid());
        var kind = random.nextInt(CATEGORIES.size());
        var category = CATEGORIES.get(kind);
        add(new TicketOpened(now, ticket, "NCA-26-" + (100000 + events.size()), channel, category, contact));
        add(new InteractionAdded(
                now, ticket, new InteractionId(uuid()), InteractionKind.MESSAGE, Direction.IN, channel, contact, null));
        add(new ContactQueued(
                now,
                contact,
                channel,
                ticket,
                category,
                List.of(new SkillNeed(SKILLS.get(kind), 1)),
                channel.equals(ChannelKind.VOICE) ? 10 : 0,
                channel.equals(ChannelKind.VOICE) ? 100 : 50,
                "fr",
                null,
                null,
                null,
                null));
        queue.put(contact, new Waiting(contact, channel, ticket, SKILLS.get(kind)));
        if (channel.equals(ChannelKind.VOICE)) {
            // some lose patience on a whole second, so that the thresholds are met exactly
            after(random.nextInt(random.nextInt(4) == 0 ? 12 : 420), () -> abandon(contact));
            after(2, () -> overflow(contact, "calls"));
        } else {
            acknowledge(ticket, contact, channel);
            after(60, () -> overflow(contact, "written"));
        }
        dispatch();
    }

    private void acknowledge(TicketId ticket, ContactId contact, ChannelKind channel) {
        var letter = new InteractionId(uuid());
        add(new InteractionAdded(
                now, ticket, letter, InteractionKind.ACKNOWLEDGEMENT, Direction.OUT, channel, null, null));
        after(1 + random.nextInt(20), () -> add(new MessageSent(now, ticket, letter, channel)));
    }

    private void overflow(ContactId contact, String line) {
        if (queue.containsKey(contact)) {
            add(new ContactShared(now, contact, line, "back-office", 0, OverflowReason.WAITED));
            after(5, () -> leaveMessage(contact));
        }
    }

    private void leaveMessage(ContactId contact) {
        var waiting = queue.get(contact);
        if (waiting != null && waiting.channel().equals(ChannelKind.VOICE)) {
            queue.remove(contact);
            if (random.nextBoolean()) {
                add(new AssistantReplied(now, contact));
                add(new AssistantEnded(now, contact, AssistantEnd.ANSWERED, null, false));
                add(new ContactOverflowed(now, contact, "calls", ContactOverflowed.ASSISTANT, OverflowReason.CHOSEN));
                after(1, () -> end(contact, new ContactEnded(now, contact, Outcome.SELF_SERVED)));
            } else if (random.nextInt(4) == 0) {
                add(new ContactOverflowed(now, contact, "calls", ContactOverflowed.LOST, OverflowReason.CHOSEN));
                after(1, () -> end(contact, new ContactEnded(now, contact, Outcome.LOST)));
            } else {
                add(new ContactOverflowed(now, contact, "calls", "voicemail", OverflowReason.NOBODY_SIGNED_IN));
                after(30, () -> end(contact, new ContactEnded(now, contact, Outcome.OVERFLOWED)));
            }
        }
    }

    private void abandon(ContactId contact) {
        if (queue.remove(contact) != null) {
            end(contact, new ContactAbandoned(now, contact, Stage.WAITING));
        }
    }

    private void dispatch() {
        for (var waiting : List.copyOf(queue.values())) {
            agents.entrySet().stream()
                    .filter(agent -> states.get(agent.getKey()) == AgentState.AVAILABLE)
                    .filter(agent -> agent.getValue().contains(waiting.skill()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(agent -> offer(waiting, agent));
        }
    }

    private void offer(Waiting waiting, AgentId agent) {
        queue.remove(waiting.contact());
        add(new ContactOffered(now, waiting.contact(), agent, now.plusSeconds(20), Duration.ZERO, 1, null));
        become(agent, AgentState.OFFERED, null);
        var chance = random.nextInt(100);
        if (chance < 3) {
            after(20, () -> notAnswered(waiting, agent));
        } else if (chance < 6 && waiting.channel().equals(ChannelKind.VOICE)) {
            after(random.nextInt(8), () -> leftWhileRinging(waiting, agent));
        } else {
            after(random.nextInt(7), () -> accept(waiting, agent));
        }
    }

    private void notAnswered(Waiting waiting, AgentId agent) {
        add(new OfferNotAnswered(now, waiting.contact(), agent));
        become(agent, AgentState.PAUSED, "no-answer");
        queue.put(waiting.contact(), waiting);
        after(60, () -> become(agent, AgentState.AVAILABLE, null));
        if (waiting.channel().equals(ChannelKind.VOICE)) {
            after(40, () -> abandon(waiting.contact()));
        }
    }

    private void leftWhileRinging(Waiting waiting, AgentId agent) {
        add(new OfferWithdrawn(now, waiting.contact(), agent, WithdrawReason.CITIZEN_LEFT));
        end(waiting.contact(), new ContactAbandoned(now, waiting.contact(), Stage.RINGING));
        become(agent, AgentState.AVAILABLE, null);
    }

    private void accept(Waiting waiting, AgentId agent) {
        add(new OfferAccepted(now, waiting.contact(), agent));
        if (waiting.channel().equals(ChannelKind.VOICE)) {
            add(new ContactConnected(now, waiting.contact(), agent));
        }
        become(agent, AgentState.ON_CONTACT, null);
        after(30 + random.nextInt(400), () -> converseNoMore(waiting, agent));
    }

    private void converseNoMore(Waiting waiting, AgentId agent) {
        if (!waiting.channel().equals(ChannelKind.VOICE)) {
            add(new InteractionAdded(
                    now,
                    waiting.ticket(),
                    new InteractionId(uuid()),
                    InteractionKind.MESSAGE,
                    Direction.OUT,
                    waiting.channel(),
                    waiting.contact(),
                    agent));
        }
        add(new ConversationEnded(now, waiting.contact(), agent, EndedBy.CITIZEN));
        become(agent, AgentState.WRAP_UP, null);
        after(random.nextInt(120), () -> {
            if (random.nextInt(20) == 0) {
                add(new DangerCorrected(now, waiting.contact(), agent, random.nextBoolean()));
            }
            end(waiting.contact(), new ContactHandled(now, waiting.contact(), agent, "answered"));
            become(agent, AgentState.AVAILABLE, null);
        });
    }

    private void end(ContactId contact, Event event) {
        if (!over.add(contact)) {
            throw new IllegalStateException("two ends of " + contact);
        }
        add(event);
    }

    private void become(AgentId agent, AgentState state, String reason) {
        if (state == AgentState.AVAILABLE && !now.isBefore(open.to())) {
            state = AgentState.OFFLINE;
        }
        states.put(agent, state);
        add(new AgentStateChanged(now, agent, state, reason));
        if (state == AgentState.AVAILABLE) {
            dispatch();
        }
    }

    private void add(Event event) {
        events.add(event);
    }

    private ChannelKind channel() {
        var chance = random.nextInt(100);
        return chance < 60
                ? ChannelKind.VOICE
                : chance < 78 ? ChannelKind.EMAIL : chance < 92 ? ChannelKind.REPORT : ChannelKind.CHAT;
    }

    private Instant within(Interval interval) {
        var millis = Duration.between(interval.from(), interval.to()).toMillis();
        return interval.from().plusMillis((long) (random.nextDouble() * millis));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private void after(long seconds, Runnable what) {
        plan(now.plusSeconds(seconds), what);
    }

    private void plan(Instant at, Runnable what) {
        steps.add(new Step(at, order++, what));
    }
}
