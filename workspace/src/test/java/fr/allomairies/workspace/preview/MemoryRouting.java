package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.Steered;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A routing that decides nothing: the test or the preview offers, the desk answers.
@Component
public class MemoryRouting implements Routing {

    private static final Refusal GONE = new Refusal("offer-gone", "this offer has ended");

    private final EventLog log;
    private final Map<AgentId, AgentView> agents = new ConcurrentHashMap<>();
    private volatile List<RoutingSnapshot.Waiting> waiting = List.of();

    MemoryRouting(EventLog log) {
        this.log = log;
    }

    public void offer(AgentId agent, ChannelKind channel, TicketId ticket, ContactId contact, CategoryCode category) {
        offer(agent, channel, ticket, contact, category, null);
    }

    private void offer(
            AgentId agent,
            ChannelKind channel,
            TicketId ticket,
            ContactId contact,
            CategoryCode category,
            Transfer.@Nullable Passed passed) {
        var now = Instant.now();
        var held = new HeldContact(
                contact,
                channel,
                ticket,
                category,
                Phase.OFFERED,
                now,
                now.plusSeconds(20),
                new Why(Duration.ofSeconds(125), 7.5, agent(agent).skills()),
                passed);
        hold(agent, held);
        log.append(new ContactOffered(now, contact, agent, now.plusSeconds(20), Duration.ofSeconds(125), 7.5, null));
    }

    public void expire(AgentId agent, ContactId contact) {
        drop(agent, contact);
        log.append(new OfferNotAnswered(Instant.now(), contact, agent));
        pause(agent, "no-answer");
    }

    public void forget() {
        agents.clear();
    }

    public void wait(List<RoutingSnapshot.Waiting> contacts) {
        waiting = List.copyOf(contacts);
    }

    @Override
    public Optional<Refusal> makeAvailable(AgentId agent) {
        return state(agent, AgentState.AVAILABLE, null);
    }

    @Override
    public Optional<Refusal> pause(AgentId agent, String reason) {
        return state(agent, AgentState.PAUSED, reason);
    }

    @Override
    public Optional<Refusal> signOut(AgentId agent) {
        return agent(agent).contacts().isEmpty() ? state(agent, AgentState.OFFLINE, null) : Optional.empty();
    }

    @Override
    public Optional<Refusal> steer(AgentId agent, AgentState to, String reason, AgentId by) {
        var at = Instant.now();
        state(agent, to, to == AgentState.PAUSED ? reason : null);
        var view = agent(agent);
        agents.put(
                agent,
                new AgentView(
                        agent,
                        to,
                        view.pauseReason(),
                        at,
                        view.skills(),
                        view.contacts(),
                        new Steered(at, to, reason, by)));
        log.append(new AgentSteered(at, agent, to, reason, by));
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> accept(AgentId agent, ContactId contact) {
        return move(agent, contact, Phase.IN_CONVERSATION, null, new OfferAccepted(Instant.now(), contact, agent));
    }

    @Override
    public Optional<Refusal> decline(AgentId agent, ContactId contact) {
        if (held(agent, contact).isEmpty()) {
            return Optional.of(GONE);
        }
        drop(agent, contact);
        log.append(new OfferDeclined(Instant.now(), contact, agent));
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> phoneFailed(AgentId agent, ContactId contact) {
        return decline(agent, contact);
    }

    @Override
    public void abandon(ContactId contact) {
        agents.keySet().forEach(agent -> drop(agent, contact));
    }

    @Override
    public void leave(ContactId contact, String wayOut) {
        abandon(contact);
    }

    @Override
    public void conversationEnded(ContactId contact, EndedBy by) {
        agents.keySet().stream()
                .filter(agent -> held(agent, contact).isPresent())
                .forEach(agent -> move(
                        agent,
                        contact,
                        Phase.WRAP_UP,
                        Instant.now().plusSeconds(120),
                        new ConversationEnded(Instant.now(), contact, agent, by)));
    }

    @Override
    public Optional<Refusal> finish(AgentId agent, ContactId contact, @Nullable String disposition) {
        drop(agent, contact);
        log.append(new ContactHandled(Instant.now(), contact, agent, disposition));
        return Optional.empty();
    }

    /// To a colleague, who is offered it at once, whatever she does; anybody else would have to be found.
    @Override
    public Optional<Refusal> transfer(AgentId agent, ContactId contact, Transfer to) {
        var held = held(agent, contact).filter(found -> found.phase() == Phase.IN_CONVERSATION);
        if (held.isEmpty()) {
            return Optional.of(GONE);
        }
        if (!(to.target() instanceof Transfer.Colleague(var colleague))) {
            return Optional.of(new Refusal("nobody-signed-in", "the preview finds nobody"));
        }
        var was = held.get();
        var now = Instant.now();
        var rest = ContactId.next();
        var passed = new Transfer.Passed(now, agent, colleague, to.note());
        drop(agent, contact);
        hold(
                agent,
                new HeldContact(
                        rest,
                        was.channel(),
                        was.ticket(),
                        was.category(),
                        Phase.WRAP_UP,
                        now,
                        now.plusSeconds(120),
                        was.why(),
                        passed));
        log.append(new ContactTransferred(now, contact, agent, was.category(), List.of(), colleague, to.note(), rest));
        offer(colleague, was.channel(), was.ticket(), contact, was.category(), passed);
        return Optional.empty();
    }

    /// Rings until the preview says that the colleague has answered.
    @Override
    public Optional<Refusal> consult(
            AgentId agent, ContactId contact, AgentId colleague, @Nullable InteractionId note) {
        var held = held(agent, contact).filter(found -> found.phase() == Phase.IN_CONVERSATION);
        if (held.isEmpty()) {
            return Optional.of(GONE);
        }
        var was = held.get();
        var now = Instant.now();
        var asked = new HeldContact(
                ContactId.next(),
                was.channel(),
                was.ticket(),
                was.category(),
                Phase.OFFERED,
                now,
                now.plusSeconds(20),
                was.why(),
                new Transfer.Passed(now, agent, colleague, note));
        about(new Consult(contact, agent, colleague, false), agent, was, colleague, asked);
        log.append(new ConsultAsked(now, contact, agent, colleague, asked.contact(), now.plusSeconds(20)));
        return Optional.empty();
    }

    /// The first of those who know it.
    @Override
    public Optional<Refusal> consult(
            AgentId agent,
            ContactId contact,
            List<SkillNeed> needs,
            Set<AgentId> reachable,
            @Nullable InteractionId note) {
        return snapshot().agents().stream()
                .filter(other -> !other.agent().equals(agent) && other.skills().containsAll(needs))
                .findFirst()
                .map(other -> consult(agent, contact, other.agent(), note))
                .orElse(Optional.of(new Refusal("nobody-free", "nobody knows it")));
    }

    @Override
    public void consultBegan(ContactId contact, AgentId colleague) {
        asked(contact).ifPresent(asked -> {
            var consult = Objects.requireNonNull(asked.consult());
            var talks = new HeldContact(
                    asked.contact(),
                    asked.channel(),
                    asked.ticket(),
                    asked.category(),
                    Phase.IN_CONVERSATION,
                    Instant.now(),
                    null,
                    asked.why(),
                    asked.passed());
            held(consult.by(), consult.of())
                    .ifPresent(was -> about(
                            new Consult(contact, consult.by(), colleague, true), consult.by(), was, colleague, talks));
            log.append(new ConsultBegan(Instant.now(), contact, consult.by(), colleague, asked.contact()));
        });
    }

    @Override
    public void consultEnded(ContactId contact, ConsultEnd how) {
        asked(contact).ifPresent(asked -> {
            var consult = Objects.requireNonNull(asked.consult());
            drop(consult.with(), asked.contact());
            held(consult.by(), consult.of()).ifPresent(was -> {
                drop(consult.by(), was.contact());
                hold(consult.by(), was.about(null));
            });
            log.append(
                    new ConsultEnded(Instant.now(), consult.of(), consult.by(), consult.with(), asked.contact(), how));
        });
    }

    @Override
    public void consultCompleted(ContactId contact, AgentId colleague) {
        asked(contact).ifPresent(asked -> {
            var by = Objects.requireNonNull(asked.consult()).by();
            consultEnded(contact, ConsultEnd.COMPLETED);
            transfer(by, contact, new Transfer(new Transfer.Colleague(colleague), null));
            accept(colleague, contact);
        });
    }

    private void about(Consult consult, AgentId by, HeldContact was, AgentId with, HeldContact asked) {
        drop(by, was.contact());
        hold(by, was.about(consult));
        drop(with, asked.contact());
        hold(with, asked.about(consult));
    }

    /// What the colleague has in hand, by its own contact or by the citizen's.
    private Optional<HeldContact> asked(ContactId contact) {
        return agents.values().stream()
                .flatMap(view -> view.contacts().stream()
                        .filter(held -> held.consult() != null
                                && held.consult().with().equals(view.agent())
                                && (held.contact().equals(contact)
                                        || held.consult().of().equals(contact))))
                .findFirst();
    }

    @Override
    public Optional<Refusal> placeCall(
            AgentId agent,
            ContactId contact,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            String language) {
        return Optional.of(new Refusal("not-signed-in", "the preview makes no calls"));
    }

    @Override
    public void lineLost(AgentId agent, ContactId contact) {
        // nobody has a telephone here
    }

    @Override
    public Optional<Refusal> takeBack(ContactId contact) {
        return Optional.of(new Refusal("contact-not-in-hand", "the preview takes nothing back"));
    }

    @Override
    public void connectedElsewhere(ContactId contact, AgentId agent) {
        accept(agent, contact);
    }

    @Override
    public RoutingSnapshot snapshot() {
        return new RoutingSnapshot(Instant.now(), waiting, List.copyOf(agents.values()));
    }

    @Override
    public Instant lastTurn() {
        return Instant.now();
    }

    @Override
    public void setSkills(AgentId agent, List<SkillNeed> skills) {
        var view = agent(agent);
        agents.put(
                agent, new AgentView(agent, view.state(), view.pauseReason(), view.since(), skills, view.contacts()));
    }

    @Override
    public Optional<Refusal> moveSkill(
            AgentId agent, Skill skill, @Nullable Integer level, @Nullable Instant until, @Nullable AgentId by) {
        var others = agent(agent).skills().stream().filter(own -> !own.skill().equals(skill));
        setSkills(
                agent,
                Stream.concat(others, Stream.ofNullable(level).map(given -> new SkillNeed(skill, given)))
                        .toList());
        return Optional.empty();
    }

    @Override
    public AgentView agent(AgentId agent) {
        return agents.getOrDefault(
                agent, new AgentView(agent, AgentState.OFFLINE, null, Instant.now(), List.of(), List.of()));
    }

    private Optional<HeldContact> held(AgentId agent, ContactId contact) {
        return agent(agent).contacts().stream()
                .filter(held -> held.contact().equals(contact))
                .findFirst();
    }

    private Optional<Refusal> state(AgentId agent, AgentState state, @Nullable String reason) {
        var view = agent(agent);
        agents.put(agent, new AgentView(agent, state, reason, Instant.now(), view.skills(), view.contacts()));
        log.append(new AgentStateChanged(Instant.now(), agent, state, reason));
        return Optional.empty();
    }

    private Optional<Refusal> move(
            AgentId agent, ContactId contact, Phase phase, @Nullable Instant until, Event event) {
        var held = held(agent, contact);
        if (held.isEmpty()) {
            return Optional.of(GONE);
        }
        var was = held.get();
        drop(agent, contact);
        hold(
                agent,
                new HeldContact(
                        contact,
                        was.channel(),
                        was.ticket(),
                        was.category(),
                        phase,
                        Instant.now(),
                        until,
                        was.why(),
                        was.passed()));
        log.append(event);
        return Optional.empty();
    }

    private void hold(AgentId agent, HeldContact held) {
        var view = agent(agent);
        var contacts = new java.util.ArrayList<>(view.contacts());
        contacts.add(held);
        agents.put(
                agent, new AgentView(agent, view.state(), view.pauseReason(), view.since(), view.skills(), contacts));
    }

    private void drop(AgentId agent, ContactId contact) {
        var view = agent(agent);
        var contacts = view.contacts().stream()
                .filter(held -> !held.contact().equals(contact))
                .toList();
        agents.put(
                agent, new AgentView(agent, view.state(), view.pauseReason(), view.since(), view.skills(), contacts));
    }
}
