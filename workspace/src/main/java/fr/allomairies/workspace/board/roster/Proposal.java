package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.RosterFile.Line;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What would change if a file were taken: of everybody and each day that it names it is the whole plan.
///
/// @param added what is not planned yet
/// @param replaced what is planned and not in the file, for those people on those days
/// @param unchanged how many stand there already
/// @param passedOver as [RosterFile#passedOver]
/// @param problems in the order of the lines; nothing is taken while there are any
public record Proposal(
        List<Planned> added, List<Stored> replaced, int unchanged, int passedOver, List<Problem> problems) {

    /// Rosters are forgotten after a year.
    private static final int DAYS_BACK = 365;

    private static final int DAYS_AHEAD = 400;
    private static final Duration LONGEST = Duration.ofHours(16);
    private static final Duration LONGEST_LEAVE = Duration.ofHours(25);

    /// Nobody mends more overlaps at once, and each costs a comparison.
    private static final int ENOUGH = 500;

    private record Day(AgentId agent, LocalDate date) {

        private static Day of(Planned planned) {
            return new Day(planned.agent(), planned.day());
        }
    }

    /// Where something stands in the file; what is planned already stands nowhere.
    private record Placed(@Nullable Integer line, Planned planned) {}

    static Proposal of(RosterFile file, List<Stored> planned, LocalDate today) {
        var named = file.lines().stream()
                .map(line -> Day.of(line.planned()))
                .collect(Collectors.toCollection(HashSet::new));
        var told = file.lines().stream().map(Line::planned).collect(Collectors.toCollection(HashSet::new));
        var standing = planned.stream().map(Stored::planned).collect(Collectors.toCollection(HashSet::new));
        var replaced = planned.stream()
                .filter(stored -> named.contains(Day.of(stored.planned())) && !told.contains(stored.planned()))
                .toList();
        var added = file.lines().stream()
                .map(Line::planned)
                .filter(one -> !standing.contains(one))
                .toList();
        var others = planned.stream()
                .map(Stored::planned)
                .filter(one -> !named.contains(Day.of(one)))
                .toList();
        var problems = Stream.of(file.problems(), outOfRange(file, today), overlaps(file, others))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Problem::line))
                .toList();
        return new Proposal(added, replaced, file.lines().size() - added.size(), file.passedOver(), problems);
    }

    /// The days from the first to the last that it names, with the nights before and after.
    static Interval around(RosterFile file, LocalDate today) {
        var days = file.lines().stream().map(line -> line.planned().day()).toList();
        var first = days.stream().min(Comparator.naturalOrder()).orElse(today);
        var last = days.stream().max(Comparator.naturalOrder()).orElse(today);
        return new Interval(
                Interval.day(first.minusDays(1)).from(),
                Interval.day(last.plusDays(2)).to());
    }

    public boolean isTakeable() {
        return problems.isEmpty() && !isNothing();
    }

    public boolean isNothing() {
        return added.isEmpty() && replaced.isEmpty();
    }

    private static List<Problem> outOfRange(RosterFile file, LocalDate today) {
        var problems = new ArrayList<Problem>();
        for (var line : file.lines()) {
            var planned = line.planned();
            var length = Duration.between(planned.from(), planned.to());
            var longest = planned.activity() == Activity.LEAVE ? LONGEST_LEAVE : LONGEST;
            if (planned.day().isBefore(today.minusDays(DAYS_BACK))
                    || planned.day().isAfter(today.plusDays(DAYS_AHEAD))) {
                problems.add(Problem.of(line.number(), "far", planned.day()));
            } else if (length.compareTo(longest) > 0) {
                problems.add(Problem.of(line.number(), "long", longest.toHours()));
            }
        }
        return problems;
    }

    /// The later of two lines is told, or the one of the file where the other is planned already.
    private static List<Problem> overlaps(RosterFile file, List<Planned> others) {
        var placed = Stream.concat(
                        file.lines().stream().map(line -> new Placed(line.number(), line.planned())),
                        others.stream().map(planned -> new Placed(null, planned)))
                .collect(Collectors.groupingBy(one -> one.planned().agent()));
        var problems = new ArrayList<Problem>();
        placed.values().forEach(ofOne -> {
            ofOne.sort(Comparator.comparing(one -> one.planned().from()));
            for (var at = 0; at < ofOne.size(); at++) {
                for (var next = at + 1; next < ofOne.size() && problems.size() < ENOUGH; next++) {
                    if (ofOne.get(at).planned().overlaps(ofOne.get(next).planned())) {
                        overlap(ofOne.get(at), ofOne.get(next), problems);
                    } else {
                        break;
                    }
                }
            }
        });
        return problems;
    }

    private static void overlap(Placed one, Placed other, List<Problem> problems) {
        if (!one.planned().activity().excludes(other.planned().activity())) {
            return;
        }
        if (one.line() != null && other.line() != null) {
            problems.add(Problem.of(Math.max(one.line(), other.line()), "overlap", Math.min(one.line(), other.line())));
        } else if (one.line() != null) {
            problems.add(Problem.of(one.line(), "overlap-planned", text(other.planned())));
        } else if (other.line() != null) {
            problems.add(Problem.of(other.line(), "overlap-planned", text(one.planned())));
        }
    }

    private static String text(Planned planned) {
        return planned.day() + " " + planned.times();
    }
}
