package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the rules: for which contacts, in which class, who may take them and what else may become of them.
///
/// @param steps in the order of their times, the first at once; the end of the class's maximum wait is one more
/// @param preferences each satisfied one makes an agent count as idle for longer
public record Line(
        String name,
        Condition when,
        String priorityClass,
        List<RelaxStep> steps,
        List<Requirement> preferences,
        List<Overflow> overflows) {

    public Line {
        steps = List.copyOf(steps);
        preferences = List.copyOf(preferences);
        overflows = List.copyOf(overflows);
        if (steps.isEmpty() || !steps.getFirst().after().isZero()) {
            throw new IllegalArgumentException("line " + name + " needs a first step that holds at once");
        }
    }

    /// The same for a contact that somebody is asked for by name before anybody else is.
    Line behind(AgentId first, Duration patience) {
        var all = new ArrayList<RelaxStep>(steps.size() + 1);
        all.add(new RelaxStep(Duration.ZERO, new Requirement.Is(first)));
        steps.forEach(step -> all.add(new RelaxStep(step.after().plus(patience), step.requirement())));
        return new Line(name, when, priorityClass, all, preferences, overflows);
    }

    /// When the first way out that rules take can be taken, since the contact was queued.
    @Nullable
    Duration firstOverflow() {
        Duration first = null;
        for (var way : overflows) {
            if (!way.isProposal() && (first == null || way.after().compareTo(first) < 0)) {
                first = way.after();
            }
        }
        return first;
    }

    List<Overflow> leaving() {
        return overflows.stream().filter(way -> !way.isProposal()).toList();
    }

    /// What becomes of a contact that waits for too long.
    ///
    /// @param after time since the contact was queued
    /// @param ratio for [Trigger#CROWDED]: more waiting contacts of the channel for each signed-in agent than this
    /// @param to code of the way out, such as `voicemail` or `callback`
    public record Overflow(Duration after, Trigger trigger, int ratio, String to) {

        /// Whether the citizen is asked, and waits on unless he takes it.
        public boolean isProposal() {
            return to.equals(ContactOverflowed.CALLBACK);
        }
    }

    public enum Trigger {
        /// The time alone.
        WAITED,
        /// Nobody who could ever take the contact is signed in.
        NOBODY,
        CROWDED
    }
}
