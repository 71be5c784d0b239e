package fr.allomairies.routing.engine;

import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.Ended;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a contact once somebody has it, or when its citizen leaves.
record Conversations(Floor floor, Offers offers) {

    /// In a conversation the citizen's leaving ends it; after that it changes nothing.
    void over(Contact contact, EndedBy by, Instant at) {
        switch (contact.place) {
            case Waiting _ -> abandoned(contact, Stage.WAITING, at);
            case Offered offered -> {
                offers.withdraw(contact, offered.agent(), WithdrawReason.CITIZEN_LEFT, at);
                abandoned(contact, Stage.RINGING, at);
            }
            case InConversation conversation -> wrapUp(contact, conversation, by, at);
            case Parked _ -> handled(contact, contact.holder(), null, at);
            case Consulted _, WrapUp _, Ended _ -> {}
        }
    }

    Optional<Refusal> finish(FinishContact command) {
        var contact = floor.inHand(command.agent(), command.contact())
                .filter(found -> isFinishable(found.place))
                .orElse(null);
        if (contact == null) {
            return Optional.of(new Refusal(
                    "contact-not-in-hand", "contact " + command.contact() + " is not in the hands of this agent"));
        }
        if (contact.place instanceof InConversation conversation) {
            wrapUp(contact, conversation, EndedBy.AGENT, command.at());
        }
        handled(contact, contact.holder(), command.disposition(), command.at());
        return Optional.empty();
    }

    void handled(Contact contact, Agent agent, @Nullable String disposition, Instant at) {
        floor.touch(agent).idle(at);
        floor.move(contact, new Ended(at), at);
        floor.decide(new ContactHandled(at, contact.id(), agent.id, disposition));
    }

    /// Both hear each other already, so that no rule of capacity or presence can refuse it. Whatever rings for the
    /// one or at the other is taken back.
    void connectedElsewhere(Contact contact, ConnectElsewhere command) {
        if (contact.place instanceof Offered offered) {
            offers.withdraw(contact, offered.agent(), WithdrawReason.CONNECTED_ELSEWHERE, command.at());
        }
        if (contact.isWaiting()) {
            var agent = floor.agent(command.agent(), command.at());
            agent.ringing()
                    .ifPresent(other ->
                            offers.withdraw(other, agent.id, WithdrawReason.CONNECTED_ELSEWHERE, command.at()));
            offers.converse(contact, agent, offers.why(contact, agent, command.at()), command.at());
        }
    }

    /// Also in a pause or beside a wrap-up, for she asks for it herself; what is written and rings goes back.
    Optional<Refusal> place(PlaceCall command) {
        var agent = floor.knownAgent(command.agent());
        if (agent == null || !agent.isSignedIn()) {
            return Optional.of(new Refusal("not-signed-in", "agent " + command.agent() + " is not at work"));
        }
        if (agent.isOnThePhone()) {
            return Optional.of(new Refusal("on-the-phone", "agent " + command.agent() + " has a call already"));
        }
        offers.takeBack(agent, command.at());
        place(command, agent);
        return Optional.empty();
    }

    private void place(PlaceCall command, Agent agent) {
        var request = command.request();
        var contact = floor.admit(new ContactState(request, new Waiting(), 0, Map.of()), command.at());
        offers.hold(
                contact,
                agent,
                offers.why(contact, agent, command.at()),
                new CallPlaced(
                        command.at(),
                        contact.id(),
                        agent.id,
                        request.ticket(),
                        request.category(),
                        request.needs(),
                        request.language()));
    }

    private void wrapUp(Contact contact, InConversation conversation, EndedBy by, Instant at) {
        var until = at.plus(contact.plan.channel().wrapUp());
        floor.move(contact, new WrapUp(conversation.agent(), at, until, conversation.why()), at);
        floor.decide(new ConversationEnded(at, contact.id(), conversation.agent(), by));
    }

    private void abandoned(Contact contact, Stage stage, Instant at) {
        floor.move(contact, new Ended(at), at);
        floor.decide(new ContactAbandoned(at, contact.id(), stage));
    }

    private static boolean isFinishable(Place place) {
        return switch (place) {
            case InConversation _, WrapUp _, Parked _ -> true;
            case Waiting _, Offered _, Consulted _, Ended _ -> false;
        };
    }
}
