package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.RelaxReason;
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Why;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.DeclineOffer;
import fr.allomairies.routing.engine.Command.FailPhone;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.TakeBack;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The life of an offer, from the ringing to the answer, or to the end of the lease.
record Offers(Floor floor, Rules rules, Reasons reasons) {

    static final String NO_ANSWER = "no-answer";
    static final String PHONE_UNREACHABLE = "phone-unreachable";
    static final String LINE_LOST = "line-lost";

    void make(Contact contact, Agent agent, Instant at) {
        var why = why(contact, agent, at);
        var until = at.plus(rules.lease());
        var because = reasons.of(contact, agent, at);
        floor.move(contact, new Offered(agent.id, at, until, why), at);
        floor.decide(new ContactOffered(at, contact.id(), agent.id, until, why.waited(), why.score(), because));
    }

    /// Idempotent for the agent who has the contact already.
    Optional<Refusal> accept(AcceptOffer command) {
        var contact = floor.inHand(command.agent(), command.contact());
        if (contact.isEmpty()) {
            return gone(command.contact());
        }
        if (contact.get().place instanceof Offered offered) {
            converse(contact.get(), contact.get().holder(), offered.why(), command.at());
        }
        return Optional.empty();
    }

    /// The contact is the agent's from now on; what it interrupts rests.
    void converse(Contact contact, Agent agent, Why why, Instant at) {
        hold(contact, agent, why, new OfferAccepted(at, contact.id(), agent.id));
    }

    /// @param how it came to be hers
    void hold(Contact contact, Agent agent, Why why, ContactEvent how) {
        var at = how.at();
        floor.touch(agent).idle(at);
        floor.move(contact, new InConversation(agent.id, at, why), at);
        floor.decide(how);
        if (agent.load() > Rules.CAPACITY && contact.plan.channel().interrupts()) {
            park(agent, contact, at);
        }
    }

    /// The newest first, as much as must be, also what has become urgent since the offer was made.
    void park(Agent agent, Contact interrupting, Instant at) {
        var held = agent.held();
        for (var other : held.reversed()) {
            if (agent.load() > Rules.CAPACITY
                    && other.plan.channel().interruptible()
                    && other.place instanceof Held inHand) {
                floor.move(other, new Parked(agent.id, at, inHand.why()), at);
                floor.decide(new ContactParked(at, other.id(), agent.id, interrupting.id()));
            }
        }
    }

    /// What rested comes back before anything new.
    void resume(Agent agent, Instant at) {
        for (var contact : agent.parked()) {
            if (agent.ringing().isEmpty()
                    && agent.load() + contact.cost() <= Rules.CAPACITY
                    && contact.place instanceof Parked parked) {
                floor.move(contact, new InConversation(agent.id, at, parked.why()), at);
                floor.decide(new ContactResumed(at, contact.id(), agent.id));
            }
        }
    }

    /// Out of the agent's hands, back to its place in the line. A call cannot be: somebody is on the line.
    Optional<Refusal> takeBack(TakeBack command) {
        var contact = floor.contact(command.contact()).orElse(null);
        if (contact == null || !(contact.place instanceof Held held) || contact.place instanceof WrapUp) {
            return Optional.of(
                    new Refusal("contact-not-in-hand", "contact " + command.contact() + " is in nobody's hands"));
        }
        if (contact.plan.channel().interrupts() || contact.place instanceof Consulted) {
            return Optional.of(new Refusal("call-in-progress", "a call is transferred, not taken back"));
        }
        floor.decide(new ContactTakenBack(command.at(), contact.id(), held.agent(), TakeBackReason.SUPERVISOR));
        putBack(contact, held.agent(), command.at());
        return Optional.empty();
    }

    /// Out of the hands of an agent who is still there, or has gone off duty meanwhile.
    ///
    /// @return whether it was in them
    boolean loseLine(Contact contact, LoseLine command) {
        var agent = command.agent();
        if (!(contact.place instanceof InConversation held) || !held.agent().equals(agent)) {
            return false;
        }
        floor.decide(new ContactTakenBack(command.at(), contact.id(), agent, TakeBackReason.LINE_LOST));
        putBack(contact, agent, command.at());
        var who = floor.agent(agent, command.at());
        if (who.isSignedIn()) {
            takeBack(who, command.at());
            pause(agent, LINE_LOST, command.at());
        }
        return true;
    }

    Optional<Refusal> decline(DeclineOffer command) {
        var contact = ringing(command.contact(), command.agent());
        contact.ifPresent(found -> {
            floor.decide(new OfferDeclined(command.at(), found.id(), command.agent()));
            putBack(found, command.agent(), command.at());
        });
        return contact.isPresent() ? Optional.empty() : gone(command.contact());
    }

    Optional<Refusal> failPhone(FailPhone command) {
        var contact = ringing(command.contact(), command.agent());
        contact.ifPresent(found -> {
            withdraw(found, command.agent(), WithdrawReason.PHONE_UNREACHABLE, command.at());
            pause(command.agent(), PHONE_UNREACHABLE, command.at());
        });
        return contact.isPresent() ? Optional.empty() : gone(command.contact());
    }

    /// The lease has run out: the contact keeps its age, and the agent gets nothing more before saying so.
    void expire(Contact contact, AgentId agent, Instant at) {
        floor.decide(new OfferNotAnswered(at, contact.id(), agent));
        putBack(contact, agent, at);
        pause(agent, NO_ANSWER, at);
    }

    /// What rings at an agent who turns to something else goes back to its place.
    void takeBack(Agent agent, Instant at) {
        agent.ringing().ifPresent(contact -> withdraw(contact, agent.id, WithdrawReason.AGENT_LEFT, at));
    }

    void withdraw(Contact contact, AgentId agent, WithdrawReason reason, Instant at) {
        floor.decide(new OfferWithdrawn(at, contact.id(), agent, reason));
        floor.move(contact, new Waiting(), at);
        if (reason == WithdrawReason.AGENT_LEFT || reason == WithdrawReason.PHONE_UNREACHABLE) {
            askOthers(contact, at);
        }
    }

    /// Who was asked for by name has not taken it.
    private void askOthers(Contact contact, Instant at) {
        if (contact.isPersonal()) {
            floor.relax(contact, 1, at);
            floor.crew.lookAgain();
            floor.decide(new ContactRelaxed(at, contact.id(), 1, RelaxReason.NOT_TAKEN));
        }
    }

    Why why(Contact contact, Agent agent, Instant at) {
        var bonus = contact.prefers(agent) ? Pace.micros(rules.ranking().lastAgent()) * 100 : 0;
        return new Why(
                Duration.ofNanos(Pace.nanos(at) - contact.arrival),
                (contact.score(Pace.micros(at)) + bonus) / (double) Pace.MINUTE,
                agent.matching(contact.needs));
    }

    private void putBack(Contact contact, AgentId agent, Instant at) {
        floor.exclude(contact, agent, at.plus(rules.exclusion()));
        floor.move(contact, new Waiting(), at);
        askOthers(contact, at);
    }

    private void pause(AgentId agent, String reason, Instant at) {
        floor.touch(floor.agent(agent, at)).become(Presence.PAUSED, reason);
    }

    private Optional<Contact> ringing(ContactId contact, AgentId agent) {
        return floor.inHand(agent, contact).filter(found -> found.place instanceof Offered);
    }

    private static Optional<Refusal> gone(ContactId contact) {
        return Optional.of(new Refusal("offer-gone", "contact " + contact + " is no longer offered to this agent"));
    }
}
