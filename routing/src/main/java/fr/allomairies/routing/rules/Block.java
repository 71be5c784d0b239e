package fr.allomairies.routing.rules;

import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.rules.Places.LinePlace;
import java.util.ArrayList;
import java.util.List;

/// A line of the rules while its statements come in.
final class Block {

    final int number;
    final Statement.Head head;
    final List<RelaxStep> steps = new ArrayList<>();
    private final List<Integer> stepNumbers = new ArrayList<>();
    private final List<Requirement> preferences = new ArrayList<>();
    private final List<Integer> preferenceNumbers = new ArrayList<>();
    private final List<Line.Overflow> waysOut = new ArrayList<>();
    private final List<Integer> wayNumbers = new ArrayList<>();

    Block(int number, Statement.Head head) {
        this.number = number;
        this.head = head;
    }

    void add(int at, RelaxStep step) {
        steps.add(step);
        stepNumbers.add(at);
    }

    void add(int at, Requirement preference) {
        preferences.add(preference);
        preferenceNumbers.add(at);
    }

    void add(int at, Line.Overflow wayOut) {
        waysOut.add(wayOut);
        wayNumbers.add(at);
    }

    Line line() {
        return new Line(head.name(), head.when(), head.priorityClass(), steps, preferences, waysOut);
    }

    LinePlace place() {
        return new LinePlace(number, List.copyOf(stepNumbers), List.copyOf(preferenceNumbers), List.copyOf(wayNumbers));
    }
}
