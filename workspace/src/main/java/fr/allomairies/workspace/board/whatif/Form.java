package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.routing.PastDays.SkillChange;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.whatif.Problem.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// A question as it is typed; empty lines are passed over.
///
/// @param day as `2026-03-02`
/// @param rules empty for those of the day, or `version-3`, or `draft-` and whose
/// @param skills that somebody has otherwise
/// @param presences of people of the house, and `added` those of others
/// @param table the same as the presences, a line `agent;from;to` for each part of the day
record Form(
        String day,
        String rules,
        List<SkillLine> skills,
        List<PresenceLine> presences,
        List<AddedLine> added,
        String table) {

    /// So many lines of a kind are read.
    static final int MOST_LINES = 100;

    static final int LONGEST_TABLE = 20_000;

    private static final int SKILL_LINES = 3;
    private static final int PRESENCE_LINES = 4;
    private static final int ADDED_LINES = 2;

    Form {
        skills = List.copyOf(skills);
        presences = List.copyOf(presences);
        added = List.copyOf(added);
    }

    public record SkillLine(String agent, String skill, int level) {

        boolean isEmpty() {
            return agent.isEmpty() && skill.isEmpty();
        }

        Optional<SkillChange> change(People people) {
            return people.agent(agent)
                    .flatMap(who -> people.skill(skill).map(what -> new SkillChange(who, what, level)));
        }
    }

    /// @param hours `absent`, or parts of the day
    public record PresenceLine(String agent, String hours) {}

    /// @param like a colleague who has the same skills; `skills` more of them, as `eclairage 3, voirie`
    public record AddedLine(String count, String like, String skills, String hours) {

        boolean isEmpty() {
            return like.isBlank() && skills.isBlank() && hours.isBlank();
        }
    }

    static Form of(LocalDate day, @Nullable String rules) {
        return new Form(
                day.toString(),
                rules == null ? "" : rules,
                lines(SKILL_LINES, _ -> new SkillLine("", "", SkillNeed.LOWEST)),
                lines(PRESENCE_LINES, _ -> new PresenceLine("", "")),
                lines(ADDED_LINES, _ -> new AddedLine("1", "", "", "")),
                "");
    }

    static Form typed(MultiValueMap<String, String> typed) {
        return new Form(
                at(typed, "day", 0),
                at(typed, "rules", 0),
                lines(
                        count(typed, "agent", SKILL_LINES),
                        line -> new SkillLine(at(typed, "agent", line), at(typed, "skill", line), level(typed, line))),
                lines(
                        count(typed, "present", PRESENCE_LINES),
                        line -> new PresenceLine(at(typed, "present", line), at(typed, "hours", line))),
                lines(
                        count(typed, "added-hours", ADDED_LINES),
                        line -> new AddedLine(
                                at(typed, "added-count", line),
                                at(typed, "added-like", line),
                                at(typed, "added-skills", line),
                                at(typed, "added-hours", line))),
                at(typed, "table", 0));
    }

    boolean hasOtherRules() {
        return !rules.isEmpty();
    }

    /// What is wrong with the day, the skills and the roster, in the order of the form.
    List<Problem> problems(LocalDate today, People people) {
        var problems = new ArrayList<Problem>();
        var date = date();
        if (date == null) {
            problems.add(Problem.of("date", Place.DAY));
        } else if (date.isAfter(today)) {
            problems.add(Problem.of("future", Place.DAY));
        }
        for (var line = 1; line <= skills.size(); line++) {
            var typed = skills.get(line - 1);
            if (!typed.isEmpty() && typed.change(people).isEmpty()) {
                problems.add(new Problem("skill", Place.SKILLS, line, ""));
            }
        }
        problems.addAll(roster(date == null ? today : date, people).problems());
        if (table.length() > LONGEST_TABLE) {
            problems.add(Problem.of("table-too-long", Place.TABLE));
        }
        return problems;
    }

    /// Only when there are no problems.
    ///
    /// @param text of the rules; absent: those of the day
    Question question(Instant now, @Nullable String text, People people) {
        var date = LocalDate.parse(day);
        var whole = Interval.day(date);
        return new Question(
                whole.contains(now) ? new Interval(whole.from(), now) : whole,
                new Change(text, skillChanges(people), roster(date, people).changes()));
    }

    private List<SkillChange> skillChanges(People people) {
        return skills.stream().flatMap(line -> line.change(people).stream()).toList();
    }

    private Roster roster(LocalDate date, People people) {
        var roster = new Roster(date, people);
        for (var line = 1; line <= presences.size(); line++) {
            var typed = presences.get(line - 1);
            roster.presence(line, typed.agent(), typed.hours());
        }
        roster.table(table.substring(0, Math.min(table.length(), LONGEST_TABLE)));
        for (var line = 1; line <= added.size(); line++) {
            roster.added(line, added.get(line - 1));
        }
        return roster;
    }

    private @Nullable LocalDate date() {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static int level(MultiValueMap<String, String> typed, int line) {
        var level = at(typed, "level", line);
        return level.matches("\\d") ? Math.min(Integer.parseInt(level), SkillNeed.HIGHEST) : SkillNeed.LOWEST;
    }

    private static int count(MultiValueMap<String, String> typed, String field, int atLeast) {
        return Math.clamp(typed.getOrDefault(field, List.of()).size(), atLeast, MOST_LINES);
    }

    private static String at(MultiValueMap<String, String> typed, String field, int line) {
        var values = typed.getOrDefault(field, List.of());
        return line < values.size() ? values.get(line).strip() : "";
    }

    private static <T> List<T> lines(int count, IntFunction<T> line) {
        return IntStream.range(0, count).mapToObj(line).toList();
    }
}
