package fr.allomairies.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Past days, as they were and as they might have been. What is decided in a play is true nowhere else. Every
/// method is safe for many threads; a [Day] and a [Play] are for one.
public interface PastDays {

    /// Reads the day out of the log, which takes a second for some ten thousand contacts; empty when no contact was
    /// handled, so that nothing tells how long anything takes.
    ///
    /// @param to first instant after the day
    /// @param wanted asked again and again
    /// @throws java.util.concurrent.CancellationException when it is no longer wanted
    Optional<Day> read(Instant from, Instant to, BooleanSupplier wanted);

    /// What keeps that text of rules from being played; empty when it can be. Whether its people and skills exist
    /// is not asked: to try what is not there yet is what a play is for.
    List<Finding> unreadable(String rules);

    interface Day {

        /// Tells what happened to contacts and agents, up to the end of the day.
        void tell(Consumer<Event> listener);

        /// @param listener is told what would have happened, as [#tell] tells what did
        /// @throws IllegalArgumentException for rules that are [#unreadable]
        Play play(Change change, Consumer<Event> listener);
    }

    interface Play {

        /// Goes on to that time, or to the end of the day. Some milliseconds for an hour with a hundred contacts.
        void playTo(Instant time);
    }

    /// What is different from the day as it was.
    ///
    /// @param rules their text; absent: those in force when the day began, all day long
    record Change(@Nullable String rules, List<SkillChange> skills, List<RosterChange> roster) {

        public static final Change NONE = new Change(null, List.of(), List.of());

        public Change {
            skills = List.copyOf(skills);
            roster = List.copyOf(roster);
        }
    }

    /// All day long, whatever the agent learnt or forgot meanwhile.
    ///
    /// @param level 0: the agent has not the skill
    record SkillChange(AgentId agent, Skill skill, int level) {

        public SkillChange {
            if (level < 0 || level > SkillNeed.HIGHEST) {
                throw new IllegalArgumentException("a level is 0 to " + SkillNeed.HIGHEST + ", was: " + level);
            }
        }
    }

    /// Somebody is at work at those times of the day, and at no other. One change for each agent.
    sealed interface RosterChange {
        AgentId agent();

        /// In order, and apart from one another.
        List<Span> spans();

        default boolean worksAt(Instant time) {
            return spans().stream().anyMatch(span -> span.contains(time));
        }
    }

    /// Somebody who was not there on that day.
    record Joins(AgentId agent, List<SkillNeed> skills, List<Span> spans) implements RosterChange {

        public Joins {
            skills = List.copyOf(skills);
            spans = Span.apart(spans);
        }
    }

    /// Somebody of the house, instead of when he was there; without any time he is absent all day.
    record Works(AgentId agent, List<Span> spans) implements RosterChange {

        public Works {
            spans = Span.apart(spans);
        }
    }

    /// @param to first instant after it
    record Span(Instant from, Instant to) {

        public Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
            }
        }

        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }

        private static List<Span> apart(List<Span> spans) {
            for (var i = 1; i < spans.size(); i++) {
                if (!spans.get(i - 1).to().isBefore(spans.get(i).from())) {
                    throw new IllegalArgumentException("not in order, or not apart: " + spans);
                }
            }
            return List.copyOf(spans);
        }
    }
}
