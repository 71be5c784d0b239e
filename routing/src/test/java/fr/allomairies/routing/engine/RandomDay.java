package fr.allomairies.routing.engine;

import static java.util.stream.Collectors.toSet;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.AskColleague;
import fr.allomairies.routing.engine.Command.AskWhoeverKnows;
import fr.allomairies.routing.engine.Command.BeginConsult;
import fr.allomairies.routing.engine.Command.CompleteConsult;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.DeclineOffer;
import fr.allomairies.routing.engine.Command.EndConsult;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FailPhone;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.LeaveQueue;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.Review;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.SteerAgent;
import fr.allomairies.routing.engine.Command.TakeBack;
import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.engine.Command.TransferContact;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.whatif.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A short day at the town hall, the same for the same seed: every command in any order, most of them fitting what
/// is going on, the others late, doubled or meant for somebody else.
final class RandomDay {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    private static final List<Skill> SKILLS =
            Stream.of("civil-status", "lighting", "waste").map(Skill::new).toList();
    private static final List<Skill> EXTRAS =
            Stream.of("lang-en", "commune-06088").map(Skill::new).toList();
    private static final String[] LANGUAGES = {"fr", "fr", "fr", "en"};
    private static final int[] DUE_SECONDS = {-60, 30, 240, 300, 600, 3_600};
    private static final List<ChannelKind> CHANNELS =
            List.of(ChannelKind.VOICE, ChannelKind.VOICE, ChannelKind.EMAIL, ChannelKind.CHAT, ChannelKind.REPORT);
    private static final Map<ChannelKind, Integer> COSTS =
            Map.of(ChannelKind.VOICE, 100, ChannelKind.EMAIL, 50, ChannelKind.CHAT, 30, ChannelKind.REPORT, 50);
    private static final List<AgentState> STATES = List.of(AgentState.AVAILABLE, AgentState.PAUSED, AgentState.OFFLINE);
    private static final int[] PRIORITIES = {0, 0, 0, 5, 10, 600};
    private static final int[] PAUSES_MILLIS = {0, 0, 250, 1_000, 5_000, 9_000, 20_000, 61_000, 301_000};

    private final Random random;
    private final int agents;

    /// Whether colleagues ask one another, too, and supervisors step in.
    private final boolean consulting;
    private final RoutingEngine engine;
    private final List<ContactId> contacts = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private Instant now = NINE;

    private RandomDay(long seed, Rules rules, boolean consulting) {
        this.consulting = consulting;
        this.engine = new RoutingEngine(rules, RoutingState.EMPTY);
        this.random = new Random(seed);
        this.agents = 1 + random.nextInt(5);
    }

    static List<Command> of(long seed, Rules rules, int length) {
        return of(new RandomDay(seed, rules, true), length);
    }

    /// With nothing that [fr.allomairies.routing.whatif.LogFold] leaves out.
    static List<Command> asFolded(long seed, Rules rules, int length) {
        return of(new RandomDay(seed, rules, false), length);
    }

    private static List<Command> of(RandomDay day, int length) {
        while (day.commands.size() < length) {
            day.now = day.now.plusMillis(PAUSES_MILLIS[day.random.nextInt(PAUSES_MILLIS.length)]);
            day.commands.add(day.next());
            day.engine.on(day.commands.getLast());
        }
        return day.commands;
    }

    private Command next() {
        return switch (random.nextInt(consulting ? 26 : 21)) {
            case 0, 1, 2, 3, 4 -> new QueueContact(now, request());
            case 5, 6, 7 -> new Tick(now);
            case 8, 9, 10 -> new MakeAvailable(now, anyAgent());
            case 11 -> new SetSkills(now, anyAgent(), all(skills(3)));
            case 12 -> random.nextBoolean() ? new PauseAgent(now, anyAgent(), "lunch") : new SignOut(now, anyAgent());
            case 13, 14, 15, 16 -> answer();
            case 17, 18 -> aboutAContact(anyContact());
            case 19 -> new PlaceCall(now, anyAgent(), placed());
            case 20 -> new ConnectElsewhere(now, anyContact(), anyAgent());
            case 21 -> new Review(now);
            case 22 -> new SteerAgent(now, anyAgent(), one(STATES), "lunch", new AgentId("chief"));
            case 23 -> ask();
            default -> consult();
        };
    }

    private Command ask() {
        var talks = places(InConversation.class);
        if (talks.isEmpty()) {
            return new MakeAvailable(now, anyAgent());
        }
        var talk = one(talks);
        var agent = ((InConversation) talk.place()).agent();
        if (random.nextBoolean()) {
            return new AskWhoeverKnows(
                    now,
                    agent,
                    talk.request().contact(),
                    skills(1),
                    Stream.of(anyAgent(), anyAgent(), anyAgent()).collect(toSet()),
                    null,
                    afterwards());
        }
        return new AskColleague(now, agent, talk.request().contact(), anyAgent(), null, afterwards());
    }

    /// Mostly of one that goes on.
    private Command consult() {
        var asked = places(Consulted.class);
        var one = asked.isEmpty() ? null : (Consulted) one(asked).place();
        var contact = one == null || random.nextInt(8) == 0 ? anyContact() : one.of();
        var colleague = one == null || random.nextInt(8) == 0 ? anyAgent() : one.agent();
        return switch (random.nextInt(4)) {
            case 0, 1 -> new BeginConsult(now, contact, colleague);
            case 2 -> new EndConsult(now, contact, one(List.of(ConsultEnd.values())));
            default -> new CompleteConsult(now, contact, colleague, afterwards());
        };
    }

    private List<ContactState> places(Class<? extends Held> kind) {
        return engine.state().contacts().stream()
                .filter(contact -> kind.isInstance(contact.place()))
                .toList();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// What an agent with something ringing or in hand would say.
    private Command answer() {
        var held = places(Held.class);
        if (held.isEmpty()) {
            return new MakeAvailable(now, anyAgent());
        }
        var contact = one(held);
        var agent = random.nextInt(8) == 0 ? anyAgent() : ((Held) contact.place()).agent();
        return answer(contact.request().contact(), agent);
    }

    private Command answer(ContactId contact, AgentId agent) {
        return switch (random.nextInt(9)) {
            case 8 -> new TransferContact(now, agent, contact, transfer(), afterwards());
            case 0, 1, 2 -> new AcceptOffer(now, agent, contact);
            case 3 -> new DeclineOffer(now, agent, contact);
            case 4 -> new FailPhone(now, agent, contact);
            case 5 -> new EndConversation(now, contact, EndedBy.AGENT);
            default -> new FinishContact(now, agent, contact, random.nextBoolean() ? "answered" : null);
        };
    }

    private Transfer transfer() {
        return new Transfer(
                random.nextBoolean()
                        ? new Transfer.Colleague(anyAgent())
                        : new Transfer.Matter(new CategoryCode("waste.bin"), skills(1)),
                null);
    }

    private ContactId afterwards() {
        contacts.add(new ContactId(new UUID(random.nextLong(), contacts.size())));
        return contacts.getLast();
    }

    private Command aboutAContact(ContactId contact) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> new Abandon(now, contact);
            case 6 -> new LeaveQueue(now, contact, "callback");
            case 5 -> new LoseLine(now, anyAgent(), contact);
            case 3 -> new TakeBack(now, contact);
            case 2 -> new EndConversation(now, contact, EndedBy.values()[random.nextInt(3)]);
            default -> answer(contact, anyAgent());
        };
    }

    private Request placed() {
        var contact = afterwards();
        return Requests.of(new CallPlaced(
                now,
                contact,
                anyAgent(),
                new TicketId(contact.value()),
                new CategoryCode("waste.bin"),
                skills(1),
                LANGUAGES[random.nextInt(LANGUAGES.length)]));
    }

    private Request request() {
        var again = !contacts.isEmpty() && random.nextInt(15) == 0;
        var contact = again ? anyContact() : new ContactId(new UUID(random.nextLong(), contacts.size()));
        contacts.add(contact);
        var channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        return new Request(
                contact,
                new TicketId(contact.value()),
                new CategoryCode("lighting.lamp-out"),
                channel,
                COSTS.get(channel),
                skills(random.nextInt(4) == 0 ? 2 : 1),
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                LANGUAGES[random.nextInt(LANGUAGES.length)],
                random.nextInt(3) == 0 ? "06088" : null,
                preferred(),
                random.nextInt(3) == 0 ? now.plusSeconds(DUE_SECONDS[random.nextInt(DUE_SECONDS.length)]) : null,
                now.minusSeconds(random.nextInt(10) == 0 ? 100 : random.nextInt(3)));
    }

    private List<SkillNeed> all(List<SkillNeed> skills) {
        return Stream.concat(
                        skills.stream(),
                        EXTRAS.stream().filter(_ -> random.nextInt(3) == 0).map(skill -> new SkillNeed(skill, 1)))
                .toList();
    }

    private List<SkillNeed> skills(int atMost) {
        return SKILLS.stream()
                .filter(_ -> random.nextBoolean())
                .limit(atMost)
                .map(skill -> new SkillNeed(skill, 1 + random.nextInt(random.nextBoolean() ? 5 : 2)))
                .toList();
    }

    private @Nullable AgentId preferred() {
        return random.nextInt(3) == 0 ? anyAgent() : null;
    }

    private AgentId anyAgent() {
        return new AgentId("agent-" + random.nextInt(agents));
    }

    private ContactId anyContact() {
        return contacts.isEmpty() ? new ContactId(new UUID(0, 0)) : contacts.get(random.nextInt(contacts.size()));
    }
}
