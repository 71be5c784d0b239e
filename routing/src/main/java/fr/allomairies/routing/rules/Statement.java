package fr.allomairies.routing.rules;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one line of the text says.
sealed interface Statement {

    record Time(Setting setting, Duration value) implements Statement {}

    /// @param hundredths see [fr.allomairies.routing.engine.Rules.Ranking#fairness()]
    record Fairness(int hundredths) implements Statement {}

    /// @param channel absent for all that are not named
    record Channel(@Nullable ChannelKind channel, ChannelRule rule) implements Statement {}

    record Class(PriorityClass rule) implements Statement {}

    /// Begins a line of the rules, to which the steps, preferences and ways out that follow belong.
    record Head(String name, Condition when, String priorityClass) implements Statement {}

    record Step(RelaxStep step) implements Statement {}

    record Prefer(Requirement requirement) implements Statement {}

    record WayOut(Line.Overflow overflow) implements Statement {}

    /// @param number of the line of the text, from 1
    record Placed(int number, Statement statement) {}
}
