package fr.allomairies.routing.rules;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What interrupts must stand before what is interrupted in the one order of all contacts, or an agent would be
/// called away from the more pressing work for the less pressing: the least score of the one is compared with the
/// highest of the other. Emergencies and what is due soon are never interrupted.
record InterruptionCheck(Rules rules, Places places, Reach reach) {

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        var interruptible =
                classes(sample -> rules.of(sample.request().channel()).interruptible() && !sample.isUrgent());
        var interrupting =
                classes(sample -> rules.of(sample.request().channel()).interrupts());
        interrupting.forEach((code, channel) -> interruptible.forEach((other, otherChannel) -> {
            if (least(code) <= most(other)) {
                findings.add(finding(code, channel, other, otherChannel));
            }
        }));
        return findings;
    }

    private Finding finding(String code, ChannelKind channel, String other, ChannelKind otherChannel) {
        return Finding.refusal(
                places.classes().getOrDefault(code, 1),
                1,
                "class-must-outrank",
                code,
                channel,
                least(code),
                other,
                otherChannel,
                most(other));
    }

    /// With a channel that comes to each.
    private Map<String, ChannelKind> classes(Predicate<Sample> wanted) {
        var classes = new TreeMap<String, ChannelKind>();
        for (var index = 0; index < rules.lines().size(); index++) {
            var code = rules.lines().get(index).priorityClass();
            reach.samples().get(index).stream()
                    .filter(wanted)
                    .findFirst()
                    .ifPresent(
                            sample -> classes.putIfAbsent(code, sample.request().channel()));
        }
        return classes;
    }

    private long least(String code) {
        return of(code).priority();
    }

    /// The agent who knows the matter counts with the bonus.
    private long most(String code) {
        return of(code).priority()
                + of(code).cap()
                + rules.ranking().lastAgent().toMinutes();
    }

    private PriorityClass of(String code) {
        return Objects.requireNonNull(rules.classes().get(code));
    }
}
