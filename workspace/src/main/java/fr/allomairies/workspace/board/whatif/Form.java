package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.routing.PastDays.Joins;
import fr.allomairies.routing.PastDays.Misses;
import fr.allomairies.routing.PastDays.RosterChange;
import fr.allomairies.routing.PastDays.SkillChange;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A question as it is typed.
///
/// @param day as `2026-03-02`
/// @param rules empty for those of the day, or `version-3`, or `draft-` and whose
/// @param agent of each change of skills, with its `skill` and its `level`; empty lines are passed over
/// @param roster `none`, `more` or `less`
/// @param colleague who is missing, or whose skills the one more has
/// @param from time of day, as `09:00`; `to` likewise
record Form(
        @Nullable String day,
        @Nullable String rules,
        @Nullable List<String> agent,
        @Nullable List<String> skill,
        @Nullable List<Integer> level,
        @Nullable String roster,
        @Nullable String colleague,
        @Nullable String from,
        @Nullable String to) {

    /// So many changes of skills can be typed at once.
    static final int LINES = 3;

    static final AgentId ONE_MORE = new AgentId("one-more");

    static Form of(LocalDate day, @Nullable String rules) {
        return new Form(day.toString(), rules, null, null, null, "none", null, "09:00", "17:00");
    }

    /// What is wrong, in the order of the form: codes of messages.
    List<String> problems(LocalDate today) {
        var problems = new ArrayList<String>();
        var date = date();
        if (date == null) {
            problems.add("date");
        } else if (date.isAfter(today)) {
            problems.add("future");
        }
        for (var line = 0; line < LINES; line++) {
            if (agent(line).isEmpty() != skill(line).isEmpty()) {
                problems.add("skill");
            }
        }
        if (hasRosterChange() && (colleague == null || colleague.isBlank())) {
            problems.add("colleague");
        }
        if (hasRosterChange() && !isShift()) {
            problems.add("shift");
        }
        return problems.stream().distinct().toList();
    }

    boolean hasOtherRules() {
        return rules != null && !rules.isEmpty();
    }

    /// Only when there are no problems.
    ///
    /// @param text of the rules; absent: those of the day
    /// @param skills what an agent has today
    Question question(Instant now, @Nullable String text, Function<AgentId, List<SkillNeed>> skills) {
        var date = LocalDate.parse(String.valueOf(day));
        var whole = Interval.day(date);
        return new Question(
                whole.contains(now) ? new Interval(whole.from(), now) : whole,
                new Change(text, skillChanges(), hasRosterChange() ? roster(date, skills) : List.of()));
    }

    public String agent(int line) {
        return at(agent, line, "");
    }

    public String skill(int line) {
        return at(skill, line, "");
    }

    public int level(int line) {
        return at(level, line, SkillNeed.LOWEST);
    }

    private List<SkillChange> skillChanges() {
        var changes = new ArrayList<SkillChange>();
        for (var line = 0; line < LINES; line++) {
            if (!agent(line).isEmpty()) {
                changes.add(new SkillChange(
                        new AgentId(agent(line)),
                        new Skill(skill(line)),
                        Math.clamp(level(line), 0, SkillNeed.HIGHEST)));
            }
        }
        return changes;
    }

    private List<RosterChange> roster(LocalDate date, Function<AgentId, List<SkillNeed>> skills) {
        var known = new AgentId(String.valueOf(colleague));
        var begin = instant(date, from);
        var end = instant(date, to);
        return List.of(
                "more".equals(roster)
                        ? new Joins(ONE_MORE, skills.apply(known), begin, end)
                        : new Misses(known, begin, end));
    }

    private boolean hasRosterChange() {
        return "more".equals(roster) || "less".equals(roster);
    }

    private boolean isShift() {
        try {
            return LocalTime.parse(String.valueOf(from)).isBefore(LocalTime.parse(String.valueOf(to)));
        } catch (DateTimeException _) {
            return false;
        }
    }

    private @Nullable LocalDate date() {
        try {
            return LocalDate.parse(String.valueOf(day));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Instant instant(LocalDate date, @Nullable String time) {
        return date.atTime(LocalTime.parse(String.valueOf(time)))
                .atZone(Interval.CITY)
                .toInstant();
    }

    private static <T> T at(@Nullable List<T> given, int line, T otherwise) {
        return given == null || line >= given.size() || given.get(line) == null ? otherwise : given.get(line);
    }
}
