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

    sealed interface RosterChange {
        AgentId agent();

        Instant from();

        Instant to();
    }

    /// Somebody who was not there on that day works from then to then.
    record Joins(AgentId agent, List<SkillNeed> skills, Instant from, Instant to) implements RosterChange {

        public Joins {
            skills = List.copyOf(skills);
        }
    }

    /// Somebody who was there is away from then to then.
    record Misses(AgentId agent, Instant from, Instant to) implements RosterChange {}
}
