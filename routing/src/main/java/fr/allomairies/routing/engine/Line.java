package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        all.addAll(later(steps, patience));
        return new Line(name, when, priorityClass, all, preferences, overflows);
    }

    /// The same for a contact that has overflowed to another line: whoever could take it still can, and those whom the
    /// other line asks for can as well, whose steps begin then.
    ///
    /// @param other absent when the rules no longer have it
    /// @param since since the contact asks for what it asks for
    Line sharedWith(@Nullable Line other, Share share, Duration since) {
        var begin = Math.min(share.step(), steps.size());
        var own = steps.subList(begin - 1, steps.size());
        var all = new ArrayList<>(steps.subList(0, begin));
        if (other == null) {
            all.add(new RelaxStep(since, own.getFirst().requirement()));
            all.addAll(own.subList(1, own.size()));
        } else {
            all.addAll(side(own, later(other.steps(), since)));
        }
        return new Line(name, when, priorityClass, all, preferences, overflows);
    }

    private static List<RelaxStep> later(List<RelaxStep> steps, Duration time) {
        return steps.stream()
                .map(step -> new RelaxStep(step.after().plus(time), step.requirement()))
                .toList();
    }

    /// Side by side: at each time at which one of them goes on, what either asks for then.
    ///
    /// @param own the first of them holds already
    private static List<RelaxStep> side(List<RelaxStep> own, List<RelaxStep> others) {
        return Stream.concat(own.stream().skip(1), others.stream())
                .map(RelaxStep::after)
                .distinct()
                .sorted()
                .map(time -> new RelaxStep(time, Requirement.either(at(time, own), at(time, others))))
                .toList();
    }

    private static Requirement at(Duration time, List<RelaxStep> steps) {
        return steps.stream()
                .skip(1)
                .filter(step -> step.after().compareTo(time) <= 0)
                .reduce(steps.getFirst(), (_, later) -> later)
                .requirement();
    }

    /// What becomes of a contact that waits for too long.
    ///
    /// @param after time since the contact was queued
    /// @param ratio for [Trigger#CROWDED]: more waiting contacts of the channel for each signed-in agent than this
    /// @param to code of the way out, such as `voicemail` or `callback`, or name of the other line
    /// @param toLine whether it is another line, so that the contact waits on, and more may take it
    public record Overflow(Duration after, Trigger trigger, int ratio, String to, boolean toLine) {

        /// Out of the queue.
        public Overflow(Duration after, Trigger trigger, int ratio, String to) {
            this(after, trigger, ratio, to, false);
        }

        /// Whether the citizen is asked, and waits on unless he takes it.
        public boolean isProposal() {
            return !toLine && (to.equals(ContactOverflowed.CALLBACK) || to.equals(ContactOverflowed.ASSISTANT));
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
