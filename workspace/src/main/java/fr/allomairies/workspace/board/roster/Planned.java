package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// One agent is to do one thing from when to when.
///
/// @param to after `from`
public record Planned(AgentId agent, Activity activity, Instant from, Instant to) {

    static final Comparator<Planned> ORDER =
            Comparator.comparing(Planned::agent).thenComparing(Planned::from).thenComparing(Planned::activity);

    public Planned {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("what is planned ends after it begins");
        }
    }

    /// That of the city on which it begins.
    public LocalDate day() {
        return LocalDate.ofInstant(from, Interval.CITY);
    }

    /// Such as `08:00–12:00`.
    public String times() {
        return Wall.text(from) + "–" + Wall.text(to);
    }

    boolean overlaps(Planned other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /// What everybody is to do at each moment: a shift without its breaks, nothing of either during leave.
    public static List<Planned> effective(List<Planned> planned) {
        var parts = new ArrayList<Planned>();
        planned.stream()
                .collect(Collectors.groupingBy(Planned::agent))
                .values()
                .forEach(ofOne ->
                        ofOne.stream().map(one -> one.withoutAll(ofOne)).forEach(parts::addAll));
        parts.sort(ORDER);
        return parts;
    }

    private List<Planned> withoutAll(List<Planned> others) {
        var rest = List.of(this);
        for (var other : others) {
            if (other.activity.isAbove(activity)) {
                rest = rest.stream()
                        .flatMap(part -> part.without(other).stream())
                        .toList();
            }
        }
        return rest;
    }

    private List<Planned> without(Planned other) {
        if (!overlaps(other)) {
            return List.of(this);
        }
        var parts = new ArrayList<Planned>();
        if (from.isBefore(other.from)) {
            parts.add(new Planned(agent, activity, from, other.from));
        }
        if (other.to.isBefore(to)) {
            parts.add(new Planned(agent, activity, other.to, to));
        }
        return parts;
    }
}
