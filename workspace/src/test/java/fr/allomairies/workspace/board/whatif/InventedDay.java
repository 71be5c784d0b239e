package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.DeclineOffer;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.engine.RoutingEngine;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.whatif.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// The log of an invented day, the same for the same seed: citizens who come by the hour and lose patience, agents
/// who answer sooner or later, decline, miss a call, go to lunch. It is told to the engine like a real day and
/// knows nothing of how days are played again.
final class InventedDay {

    static final Instant MIDNIGHT = Instant.parse("2026-03-02T23:00:00Z");
    static final Instant NEXT_MIDNIGHT = MIDNIGHT.plus(Duration.ofDays(1));

    private static final List<String> THEMES = List.of("lighting", "waste", "roads");
    private static final int[] CALLS_BY_HOUR = {0, 0, 0, 0, 0, 0, 0, 4, 40, 80, 75, 50, 30, 60, 70, 60, 45, 15};

    private record Item(Instant at, int number, Runnable happens) {}

    private final Random random;
    private final Rules rules;
    private final RoutingEngine engine;
    private final PriorityQueue<Item> agenda =
            new PriorityQueue<>(Comparator.comparing(Item::at).thenComparing(Item::number));
    private final List<Event> log = new ArrayList<>();
    private final Map<ContactId, Instant> talkEnds = new HashMap<>();
    private final Map<ContactId, Duration> interrupted = new HashMap<>();
    private int noted;

    private InventedDay(long seed, Rules rules) {
        this.random = new Random(seed);
        this.rules = rules;
        this.engine = new RoutingEngine(rules, RoutingState.EMPTY);
    }

    static List<Event> log(long seed, Rules rules, int agents) {
        var day = new InventedDay(seed, rules);
        for (var i = 0; i < agents; i++) {
            day.agent(new AgentId("agent-" + i), i);
        }
        for (var hour = 0; hour < CALLS_BY_HOUR.length; hour++) {
            day.hour(MIDNIGHT.plus(Duration.ofHours(hour)), CALLS_BY_HOUR[hour]);
        }
        for (var tick = MIDNIGHT; tick.isBefore(NEXT_MIDNIGHT); tick = tick.plusMillis(250)) {
            var now = tick;
            while (!day.agenda.isEmpty() && !day.agenda.peek().at().isAfter(now)) {
                day.agenda.remove().happens().run();
            }
            if (day.engine.isDue(now)) {
                day.tell(new Tick(now));
            }
        }
        return day.log;
    }

    private void agent(AgentId agent, int number) {
        var begin = MIDNIGHT.plus(Duration.ofMinutes(470 + 20L * (number % 5)));
        var lunch = MIDNIGHT.plus(Duration.ofMinutes(690 + 25L * (number % 6)));
        var end = MIDNIGHT.plus(Duration.ofMinutes(1000 + 15L * (number % 4)));
        note(begin, at -> tell(new SetSkills(at, agent, skills(number))));
        note(begin, at -> tell(new MakeAvailable(at, agent)));
        note(lunch, at -> tell(new PauseAgent(at, agent, "lunch")));
        note(lunch.plus(Duration.ofMinutes(50)), at -> tell(new MakeAvailable(at, agent)));
        note(end, at -> leave(agent, at));
    }

    private static List<SkillNeed> skills(int number) {
        return List.of(
                new SkillNeed(new Skill(THEMES.get(number % 3)), 1 + number % 3),
                new SkillNeed(new Skill(THEMES.get((number + 1) % 3)), 1 + number % 2));
    }

    private void leave(AgentId agent, Instant at) {
        if (engineRefuses(new SignOut(at, agent))) {
            tell(new PauseAgent(at, agent, "end-of-day"));
            note(at.plusSeconds(30), later -> leave(agent, later));
        }
    }

    private void hour(Instant begin, int calls) {
        for (var i = 0; i < calls; i++) {
            citizen(begin.plusMillis(random.nextInt(3_600_000)), ChannelKind.VOICE, 100, 10);
        }
        for (var i = 0; i < calls / 8; i++) {
            citizen(begin.plusMillis(random.nextInt(3_600_000)), ChannelKind.CHAT, 30, 5);
        }
        for (var i = 0; i < 3; i++) {
            citizen(begin.plusMillis(random.nextInt(3_600_000)), ChannelKind.EMAIL, 50, 0);
        }
    }

    private void citizen(Instant at, ChannelKind channel, int cost, int priority) {
        var contact = new ContactId(new UUID(random.nextLong(), random.nextLong()));
        var theme = THEMES.get(random.nextInt(3));
        var queued = new ContactQueued(
                at.plusSeconds(20),
                contact,
                channel,
                new TicketId(contact.value()),
                new CategoryCode(theme + ".other"),
                List.of(new SkillNeed(new Skill(theme), 1)),
                priority,
                cost,
                "fr",
                null,
                null,
                null,
                null);
        note(at, then -> log.add(new ContactArrived(then, contact, channel)));
        note(queued.at(), then -> {
            log.add(queued);
            tell(new QueueContact(then, Requests.of(queued)));
            if (!channel.equals(ChannelKind.EMAIL)) {
                note(then.plus(exponential(240)), gone -> abandon(contact, gone));
            }
        });
    }

    private void abandon(ContactId contact, Instant at) {
        if (!talkEnds.containsKey(contact)) {
            tell(new Abandon(at, contact));
        }
    }

    private void offered(ContactOffered offer) {
        var luck = random.nextInt(100);
        var after = offer.at().plusMillis(1_500 + random.nextInt(5_000));
        if (luck < 2) {
            note(after, at -> tell(new DeclineOffer(at, offer.agent(), offer.contact())));
        } else if (luck < 98) {
            note(after, at -> tell(new AcceptOffer(at, offer.agent(), offer.contact())));
        }
    }

    private void on(Event decision) {
        switch (decision) {
            case ContactOffered offer -> offered(offer);
            case OfferNotAnswered silent ->
                note(
                        silent.at().plusSeconds(20 + random.nextInt(60)),
                        at -> tell(new MakeAvailable(at, silent.agent())));
            case OfferAccepted accepted ->
                talk(accepted.contact(), accepted.at(), exponential(170).plusSeconds(25));
            case ContactParked parked ->
                interrupted.put(parked.contact(), Duration.between(parked.at(), talkEnds.get(parked.contact())));
            case ContactResumed resumed -> talk(resumed.contact(), resumed.at(), interrupted.remove(resumed.contact()));
            case ConversationEnded ended ->
                note(
                        ended.at().plus(exponential(25)),
                        at -> tell(new FinishContact(at, ended.agent(), ended.contact(), "answered")));
            case ContactHandled _ -> {}
            default -> {}
        }
    }

    private void talk(ContactId contact, Instant from, Duration length) {
        var ends = from.plus(length);
        talkEnds.put(contact, ends);
        note(ends, at -> {
            if (!interrupted.containsKey(contact) && ends.equals(talkEnds.get(contact))) {
                tell(new EndConversation(at, contact, EndedBy.CITIZEN));
            }
        });
    }

    private void tell(Command command) {
        var decisions = engine.on(command).decisions();
        log.addAll(decisions);
        decisions.forEach(this::on);
    }

    private boolean engineRefuses(Command command) {
        var step = engine.on(command);
        log.addAll(step.decisions());
        step.decisions().forEach(this::on);
        return step.refusal().isPresent();
    }

    /// The lane gives a command the time at which it comes to it.
    private void note(Instant at, Consumer<Instant> happens) {
        agenda.add(new Item(at, noted++, () -> happens.accept(at)));
    }

    private Duration exponential(int meanSeconds) {
        return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * meanSeconds * 1000));
    }
}
