package fr.allomairies.routing.engine;

import static java.util.Objects.requireNonNull;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Transfer.Colleague;
import fr.allomairies.routing.Transfer.Passed;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.AskColleague;
import fr.allomairies.routing.engine.Command.AskWhoeverKnows;
import fr.allomairies.routing.engine.Command.BeginConsult;
import fr.allomairies.routing.engine.Command.CompleteConsult;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.EndConsult;
import fr.allomairies.routing.engine.Command.TransferContact;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.Ended;
import fr.allomairies.routing.engine.Place.InConversation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An agent asks a colleague while the citizen waits. What the colleague has by it is a contact of its own, which takes
/// its share of the capacity and was never queued; it lasts as long as the citizen is in the asking agent's hands.
record Consults(Floor floor, Rules rules, Offers offers, Transfers transfers, Conversations conversations) {

    Optional<Refusal> ask(AskColleague command) {
        var contact = floor.contact(command.contact()).orElse(null);
        if (contact == null || !contact.plan.kind().isCall() || !isWith(contact, command.agent())) {
            return refused("contact-not-in-hand", "agent " + command.agent() + " does not speak with this citizen");
        }
        var refusal = refusal(contact, command);
        if (refusal.isEmpty()) {
            ring(contact, command);
        }
        return refusal;
    }

    /// The free one to whom a contact would go first, unless he has just declined this one, or let it ring.
    Optional<Refusal> ask(AskWhoeverKnows command) {
        var contact = floor.contact(command.contact()).orElse(null);
        var knows = contact == null ? Optional.<Agent>empty() : whoeverKnows(contact, command);
        if (knows.isEmpty() && contact != null && isWith(contact, command.agent())) {
            return refused("nobody-free", "nobody who knows it has a hand free now");
        }
        return ask(new AskColleague(
                command.at(),
                command.agent(),
                command.contact(),
                knows.map(agent -> agent.id).orElse(command.agent()),
                command.note(),
                command.consult()));
    }

    private Optional<Agent> whoeverKnows(Contact contact, AskWhoeverKnows command) {
        var wanted = Requirement.all(command.needs());
        return floor.crew.all().stream()
                .filter(other ->
                        !other.id.equals(command.agent()) && command.reachable().contains(other.id))
                .filter(other -> wanted.suits(other.id, other.levels()) && isFree(other, contact))
                .filter(other ->
                        !contact.excluded.getOrDefault(other.id, Instant.MIN).isAfter(command.at()))
                .min(Agent.BY_RANK);
    }

    private static boolean isFree(Agent agent, Contact contact) {
        return agent.presence == Presence.AVAILABLE
                && agent.ringing().isEmpty()
                && agent.hasRoom(contact.plan.channel(), contact.cost());
    }

    private Optional<Refusal> refusal(Contact contact, AskColleague command) {
        if (floor.consult(contact.id()).isPresent()) {
            return refused("consult-in-progress", "the agent asks a colleague already");
        }
        if (command.agent().equals(command.colleague())) {
            return refused("transfer-to-oneself", "the agent has this citizen already");
        }
        var colleague = floor.knownAgent(command.colleague());
        if (colleague == null || colleague.presence != Presence.AVAILABLE) {
            return refused("colleague-away", "agent " + command.colleague() + " is not at work, or on a break");
        }
        return isFree(colleague, contact)
                ? Optional.empty()
                : refused("colleague-busy", "agent " + command.colleague() + " has no hand free now");
    }

    private void ring(Contact contact, AskColleague command) {
        var at = command.at();
        var until = at.plus(rules.lease());
        var colleague = floor.agent(command.colleague(), at);
        var asked = contact.request.rest(
                command.consult(), new Passed(at, command.agent(), command.colleague(), command.note()));
        var place = new Consulted(colleague.id, at, until, offers.why(contact, colleague, at), contact.id());
        floor.admit(new ContactState(asked, place, 0, Map.of()), at);
        floor.decide(new ConsultAsked(at, contact.id(), command.agent(), colleague.id, command.consult(), until));
    }

    /// Idempotent. What it interrupts in the colleague's hands rests.
    void begin(BeginConsult command) {
        floor.consult(command.contact())
                .filter(consult -> place(consult).agent().equals(command.colleague())
                        && place(consult).rings())
                .ifPresent(consult -> begin(consult, command.at()));
    }

    private void begin(Contact consult, Instant at) {
        var asked = place(consult);
        floor.move(consult, new Consulted(asked.agent(), at, null, asked.why(), asked.of()), at);
        floor.decide(new ConsultBegan(at, asked.of(), asker(consult), asked.agent(), consult.id()));
        offers.park(consult.holder(), consult, at);
    }

    void end(EndConsult command) {
        floor.consult(command.contact())
                .or(() -> floor.contact(command.contact()).filter(found -> found.place instanceof Consulted))
                .ifPresent(consult -> end(consult, command.how(), command.at()));
    }

    void expire(Contact consult, Instant at) {
        end(consult, ConsultEnd.NOT_ANSWERED, at);
    }

    /// Whatever became of the citizen or of the colleague in this step.
    void settle(Instant at) {
        for (var consult : floor.consults()) {
            var asked = floor.contact(place(consult).of()).orElse(null);
            if (asked == null || !isWith(asked, asker(consult))) {
                end(consult, ConsultEnd.OVER, at);
            } else if (place(consult).rings() && consult.holder().presence != Presence.AVAILABLE) {
                end(consult, ConsultEnd.UNREACHABLE, at);
            }
        }
    }

    /// The agent has passed him on, and the colleague has taken him: they hear each other already, so that nothing can
    /// refuse it, also when the consult was over by our account.
    void complete(CompleteConsult command) {
        var contact = floor.contact(command.contact()).orElse(null);
        if (contact == null) {
            return;
        }
        if (contact.place instanceof InConversation talk && !talk.agent().equals(command.colleague())) {
            passOn(contact, talk, command);
        }
        floor.contact(command.contact())
                .ifPresent(waiting -> conversations.connectedElsewhere(
                        waiting, new ConnectElsewhere(command.at(), command.contact(), command.colleague())));
    }

    private void passOn(Contact contact, InConversation talk, CompleteConsult command) {
        var consult = floor.consult(contact.id());
        var to = new Transfer(
                new Colleague(command.colleague()), consult.map(Consults::note).orElse(null));
        consult.ifPresent(found -> end(found, ConsultEnd.COMPLETED, command.at()));
        transfers.passOn(
                contact, talk, new TransferContact(command.at(), talk.agent(), contact.id(), to, command.afterwards()));
    }

    private void end(Contact consult, ConsultEnd how, Instant at) {
        var asked = place(consult);
        floor.touch(consult.holder());
        if (how == ConsultEnd.DECLINED || how == ConsultEnd.NOT_ANSWERED) {
            floor.contact(asked.of())
                    .ifPresent(contact -> floor.exclude(contact, asked.agent(), at.plus(rules.exclusion())));
        }
        floor.decide(new ConsultEnded(at, asked.of(), asker(consult), asked.agent(), consult.id(), how));
        floor.move(consult, new Ended(at), at);
    }

    private static boolean isWith(Contact contact, AgentId agent) {
        return contact.place instanceof InConversation talk && talk.agent().equals(agent);
    }

    private static Consulted place(Contact consult) {
        return (Consulted) consult.place;
    }

    private static AgentId asker(Contact consult) {
        return requireNonNull(consult.request.passed()).by();
    }

    private static @Nullable InteractionId note(Contact consult) {
        return requireNonNull(consult.request.passed()).note();
    }

    private static Optional<Refusal> refused(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
