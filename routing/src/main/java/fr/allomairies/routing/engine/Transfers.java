package fr.allomairies.routing.engine;

import static java.util.Objects.requireNonNull;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Transfer.Colleague;
import fr.allomairies.routing.Transfer.Matter;
import fr.allomairies.routing.Transfer.Passed;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.TransferContact;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Passing a conversation on. The citizen's contact waits again, at its age; what is left to the agent is a contact of
/// its own, whose wrap-up makes her part one handled contact whenever the citizen's own ends.
record Transfers(Floor floor, Rules rules) {

    Optional<Refusal> transfer(TransferContact command) {
        var contact = floor.contact(command.contact()).orElse(null);
        if (contact == null
                || !(contact.place instanceof InConversation talk)
                || !talk.agent().equals(command.agent())) {
            return refused("contact-not-in-hand", "agent " + command.agent() + " does not speak with this citizen");
        }
        var next = next(contact.request, command);
        var refusal = refusal(next, command);
        if (refusal.isEmpty()) {
            passOn(contact, talk, command);
        }
        return refusal;
    }

    private static Request next(Request request, TransferContact command) {
        var note = command.to().note();
        return switch (command.to().target()) {
            case Matter(var category, var needs) ->
                request.passedOn(category, needs, new Passed(command.at(), command.agent(), null, note));
            case Colleague(var to) ->
                request.passedOn(
                        request.category(), request.needs(), new Passed(command.at(), command.agent(), to, note));
        };
    }

    private Optional<Refusal> refusal(Request next, TransferContact command) {
        var to = next.askedFirst();
        if (command.agent().equals(to)) {
            return refused("transfer-to-oneself", "the agent has this citizen already");
        }
        if (to != null) {
            return isAtWork(to)
                    ? Optional.empty()
                    : refused("colleague-away", "agent " + to + " is not at work, or on a break");
        }
        return anybodyElse(next, command.agent())
                ? Optional.empty()
                : refused("nobody-signed-in", "nobody else who is signed in could take the contact");
    }

    private boolean isAtWork(AgentId agent) {
        var known = floor.knownAgent(agent);
        return known != null && known.presence == Presence.AVAILABLE;
    }

    /// At any step before the end of the maximum wait.
    private boolean anybodyElse(Request next, AgentId agent) {
        var plan = Plan.of(next, List.of(), rules);
        return floor.crew.all().stream()
                .filter(other -> !other.id.equals(agent))
                .anyMatch(other -> IntStream.range(0, plan.lastStep())
                        .anyMatch(step -> plan.requirement(step, next).suits(other.id, other.levels())));
    }

    void passOn(Contact contact, InConversation talk, TransferContact command) {
        var at = command.at();
        var next = next(contact.request, command);
        var until = at.plus(contact.plan.channel().wrapUp());
        var rest = contact.request.rest(command.afterwards(), requireNonNull(next.passed()));
        var excluded = excluded(contact, next, command);
        floor.replace(contact, new ContactState(next, new Waiting(), 0, excluded), at);
        floor.admit(new ContactState(rest, new WrapUp(talk.agent(), at, until, talk.why()), 0, Map.of()), at);
        floor.decide(new ContactTransferred(
                at,
                next.contact(),
                talk.agent(),
                next.category(),
                next.needs(),
                next.askedFirst(),
                command.to().note(),
                command.afterwards()));
    }

    /// She does not get him back at once; who is asked for by name is asked, whatever was before.
    private Map<AgentId, Instant> excluded(Contact contact, Request next, TransferContact command) {
        var excluded = new HashMap<>(contact.excluded);
        excluded.put(command.agent(), command.at().plus(rules.exclusion()));
        var to = next.askedFirst();
        if (to != null) {
            excluded.remove(to);
        }
        return excluded;
    }

    private static Optional<Refusal> refused(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
