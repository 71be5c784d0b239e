package fr.allomairies.routing.engine;

import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.RelaxReason;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
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
                if (floor.crew.isAnybody(contact.plan.requirement(step, contact.request))) {
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
        for (var way : contact.plan.line().overflows()) {
            if (contact.isOpen(way) && !contact.after(way.after()).isAfter(at) && isTrue(way, contact)) {
                if (!way.toLine()) {
                    leave(contact, way.to(), reason(way), at);
                    return;
                }
                share(contact, way, at);
            }
        }
    }

    private boolean isTrue(Overflow way, Contact contact) {
        return floor.isTrue(way, contact.demand().group, contact.plan.kind())
                && (way.trigger() != Trigger.NOBODY || floor.crew.lacks(contact));
    }

    private static OverflowReason reason(Overflow way) {
        return switch (way.trigger()) {
            case WAITED -> OverflowReason.WAITED;
            case NOBODY -> OverflowReason.NOBODY_SIGNED_IN;
            case CROWDED -> OverflowReason.CROWDED;
        };
    }

    /// It waits on at its age, in its class.
    private void share(Contact contact, Overflow way, Instant at) {
        var share = new Share(way.to(), at, contact.step + 1);
        floor.share(contact, share, at);
        floor.decide(
                new ContactShared(at, contact.id(), contact.plan.line().name(), way.to(), share.step(), reason(way)));
        skip(contact, at);
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

    /// It is out of our hands: how it ends is told by whoever carries the way out.
    private void leave(Contact contact, String to, OverflowReason reason, Instant at) {
        floor.decide(new ContactOverflowed(at, contact.id(), contact.plan.line().name(), to, reason));
        floor.move(contact, new Place.Ended(at), at);
    }
}
