package fr.allomairies.routing.engine;

import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.RelaxReason;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.routing.engine.Line.Overflow;
import java.time.Instant;

/// What time makes of a contact that nobody has taken yet: it asks for less, or leaves by another way out.
record Steps(Floor floor, Offers offers) {

    /// The clock has reached the next step.
    void next(Contact contact, Instant at) {
        var step = contact.step + 1;
        relax(contact, step, step == contact.plan.lastStep() ? RelaxReason.MAXIMUM_WAIT : RelaxReason.TIME, at);
        skip(contact, at);
    }

    /// While nobody signed in satisfies a step, and somebody satisfies a later one, it is not waited for. The maximum
    /// wait is never skipped to: at night, with nobody there, nothing is asked for less.
    void skip(Contact contact, Instant at) {
        if (contact.isAsking() && contact.demand().group.signedIn() == 0) {
            for (var step = contact.step + 1; step < contact.plan.lastStep(); step++) {
                if (floor.crew.isAnybody(contact.plan.requirement(step))) {
                    relax(contact, step, RelaxReason.NOBODY_SIGNED_IN, at);
                    return;
                }
            }
        }
    }

    /// After somebody came, left, or learnt something.
    void skipAll(Instant at) {
        if (floor.crew.takeMoved()) {
            floor.crew.orphans().forEach(contact -> skip(contact, at));
        }
    }

    private void relax(Contact contact, int step, RelaxReason reason, Instant at) {
        floor.relax(contact, step, at);
        floor.decide(new ContactRelaxed(at, contact.id(), step, reason));
    }

    void overflow(Contact contact, Instant at) {
        for (var overflow : contact.plan.line().leaving()) {
            if (!contact.after(overflow.after()).isAfter(at) && isTrue(overflow, contact)) {
                leave(contact, overflow, at);
                return;
            }
        }
    }

    private boolean isTrue(Overflow overflow, Contact contact) {
        return switch (overflow.trigger()) {
            case WAITED -> true;
            case NOBODY -> floor.crew.lacks(contact);
            case CROWDED ->
                floor.waiting(contact.request.channel())
                        > overflow.ratio() * contact.demand().group.signedIn();
        };
    }

    /// It is out of our hands: how it ends is told by whoever carries the way out.
    private void leave(Contact contact, Overflow overflow, Instant at) {
        var reason = switch (overflow.trigger()) {
            case WAITED -> OverflowReason.WAITED;
            case NOBODY -> OverflowReason.NOBODY_SIGNED_IN;
            case CROWDED -> OverflowReason.CROWDED;
        };
        leave(contact, overflow.to(), reason, at);
    }

    /// The citizen himself takes another way out, unless somebody has him already.
    void chosen(Contact contact, String to, Instant at) {
        if (contact.place instanceof Place.Offered offered) {
            offers.withdraw(contact, offered.agent(), WithdrawReason.CITIZEN_LEFT, at);
        }
        if (contact.isWaiting()) {
            leave(contact, to, OverflowReason.CHOSEN, at);
        }
    }

    private void leave(Contact contact, String to, OverflowReason reason, Instant at) {
        floor.decide(new ContactOverflowed(at, contact.id(), to, reason));
        floor.move(contact, new Place.Ended(at), at);
    }
}
