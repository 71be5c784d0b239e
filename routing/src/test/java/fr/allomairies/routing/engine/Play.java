package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.DeclineOffer;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A morning told step by step, from nine o'clock.
final class Play {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final Skill LIGHTING = new Skill("lighting");
    static final Skill WASTE = new Skill("waste");
    static final AgentId AMINA = new AgentId("amina");
    static final AgentId BRUNO = new AgentId("bruno");

    private final RoutingEngine engine;

    Play() {
        this(TestRules.PLAIN);
    }

    Play(Rules rules) {
        engine = new RoutingEngine(rules, RoutingState.EMPTY);
    }

    private final List<Event> decisions = new ArrayList<>();
    private Instant now = NINE;

    Play after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    Step on(Function<Instant, ? extends Command> command) {
        var step = engine.on(command.apply(now));
        decisions.addAll(step.decisions());
        return step;
    }

    Play tick(int seconds) {
        after(seconds).on(Tick::new);
        return this;
    }

    Play available(AgentId agent, SkillNeed... skills) {
        on(at -> new SetSkills(at, agent, List.of(skills)));
        on(at -> new MakeAvailable(at, agent));
        return this;
    }

    ContactId call(SkillNeed... needs) {
        return queue(ChannelKind.VOICE, 100, 0, null, needs);
    }

    ContactId mail(SkillNeed... needs) {
        return queue(ChannelKind.EMAIL, 50, 0, null, needs);
    }

    ContactId chat(SkillNeed... needs) {
        return queue(ChannelKind.CHAT, 30, 0, null, needs);
    }

    /// A contact of which only the channel and these are special.
    ContactId queue(ChannelKind channel, int cost, int priority, @Nullable AgentId preferred, SkillNeed... needs) {
        return queue(new Request(
                ContactId.next(),
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                channel,
                cost,
                List.of(needs),
                priority,
                "fr",
                null,
                preferred,
                null,
                now));
    }

    ContactId queue(Request request) {
        on(at -> new QueueContact(at, request));
        return request.contact();
    }

    Instant now() {
        return now;
    }

    Step queueAgain(ContactId contact) {
        var category = new CategoryCode("lighting.lamp-out");
        return on(at -> new QueueContact(
                at,
                new Request(
                        contact,
                        TicketId.next(),
                        category,
                        ChannelKind.VOICE,
                        100,
                        List.of(),
                        0,
                        "fr",
                        null,
                        null,
                        null,
                        at)));
    }

    Step accept(AgentId agent, ContactId contact) {
        return on(at -> new AcceptOffer(at, agent, contact));
    }

    Step decline(AgentId agent, ContactId contact) {
        return on(at -> new DeclineOffer(at, agent, contact));
    }

    /// "amina" for each offer, in order.
    List<String> offersOf(ContactId contact) {
        return offers().filter(offer -> offer.contact().equals(contact))
                .map(offer -> offer.agent().value())
                .toList();
    }

    List<ContactId> offersTo(AgentId agent) {
        return offers().filter(offer -> offer.agent().equals(agent))
                .map(ContactEvent.ContactOffered::contact)
                .toList();
    }

    List<Event> decisions() {
        return decisions;
    }

    Place place(ContactId contact) {
        return contact(contact).map(ContactState::place).orElseGet(() -> new Place.Ended(now));
    }

    Optional<ContactState> contact(ContactId contact) {
        return engine.state().contacts().stream()
                .filter(known -> known.request().contact().equals(contact))
                .findFirst();
    }

    AgentStatus agent(AgentId agent) {
        return engine.state().agents().stream()
                .filter(known -> known.id().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    private Stream<ContactEvent.ContactOffered> offers() {
        return decisions.stream()
                .filter(ContactEvent.ContactOffered.class::isInstance)
                .map(ContactEvent.ContactOffered.class::cast);
    }
}
