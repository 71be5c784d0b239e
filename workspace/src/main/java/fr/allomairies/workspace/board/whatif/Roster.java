package fr.allomairies.workspace.board.whatif;

import static java.util.stream.Collectors.toMap;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays.Joins;
import fr.allomairies.routing.PastDays.RosterChange;
import fr.allomairies.routing.PastDays.Works;
import fr.allomairies.workspace.board.whatif.Form.AddedLine;
import fr.allomairies.workspace.board.whatif.Problem.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads who is to work when: lines of the form and of a table `agent;from;to`. Of a line with something wrong
/// nothing is taken. For one thread.
final class Roster {

    /// So many can be added to a day.
    static final int MOST_ADDED = 50;

    private static final String ABSENT = "absent";
    private static final String ADDED = "added-";
    private static final Pattern SKILL = Pattern.compile("(.*?)(?:\\s+(\\d))?");

    private final LocalDate day;
    private final People people;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<AgentId, Presence> presences = new LinkedHashMap<>();
    private final List<Joins> added = new ArrayList<>();

    Roster(LocalDate day, People people) {
        this.day = day;
        this.people = people;
    }

    private static final class Presence {
        private final List<Hours> hours = new ArrayList<>();
        private boolean absent;
    }

    List<Problem> problems() {
        return problems;
    }

    List<RosterChange> changes() {
        var changes = new ArrayList<RosterChange>();
        presences.forEach((agent, presence) -> changes.add(new Works(agent, Hours.spans(day, presence.hours))));
        changes.addAll(added);
        return changes;
    }

    /// A line of the form.
    ///
    /// @param hours `absent`, or parts of the day as `8:00-12:00, 13:00-17:00`
    void presence(int line, String agent, String hours) {
        if (agent.isBlank() && hours.isBlank()) {
            return;
        }
        if (agent.isBlank() || hours.isBlank()) {
            wrong(agent.isBlank() ? "agent-missing" : "hours-missing", Place.PRESENCES, line, "");
            return;
        }
        var parts = isAbsent(hours) ? Optional.of(List.<Hours>of()) : parts(hours, Place.PRESENCES, line);
        parts.ifPresent(known -> take(agent, known, hours, Place.PRESENCES, line));
    }

    /// The table, whose first line may name its columns. Of an agent absent all day it says nothing of times, or
    /// `absent`.
    void table(String text) {
        var lines = text.lines().toList();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !isHeader(line, number)) {
                row(line.split("[;\t]", -1), line, number);
            }
        }
    }

    /// So many with those skills, and those of that colleague.
    void added(int number, AddedLine line) {
        if (line.isEmpty()) {
            return;
        }
        var count = count(number, line);
        var skills = skills(number, line);
        var hours = line.hours().isBlank()
                ? missingHours(number)
                : parts(line.hours(), Place.ADDED, number)
                        .filter(known -> areApart(known, List.of(), line.hours(), Place.ADDED, number));
        if (hours.isPresent() && !skills.isEmpty()) {
            for (var one = 0; one < count; one++) {
                added.add(new Joins(nextAdded(), skills, Hours.spans(day, hours.get())));
            }
        }
    }

    private void row(String[] cells, String line, int number) {
        if (cells.length < 2 && !isAbsent(cells[cells.length - 1]) || cells.length > 3) {
            wrong("columns", Place.TABLE, number, line);
            return;
        }
        var from = cells.length > 1 ? cells[1].strip() : "";
        var to = cells.length > 2 ? cells[2].strip() : "";
        if (to.isEmpty() && (from.isEmpty() || isAbsent(from))) {
            take(cells[0], List.of(), line, Place.TABLE, number);
        } else {
            part(from, to, Place.TABLE, number)
                    .ifPresent(hours -> take(cells[0], List.of(hours), line, Place.TABLE, number));
        }
    }

    private static boolean isHeader(String line, int number) {
        var cells = line.split("[;\t]", -1);
        return number == 1
                && cells.length == 3
                && !isAbsent(cells[1])
                && !cells[1].isBlank()
                && cells[1].chars().noneMatch(Character::isDigit);
    }

    private static boolean isAbsent(String typed) {
        var word = typed.strip();
        return word.equalsIgnoreCase(ABSENT) || word.equalsIgnoreCase(ABSENT + "e");
    }

    /// @param hours none: absent
    private void take(String name, List<Hours> hours, String typed, Place place, int line) {
        var agent = people.agent(name);
        if (agent.isEmpty()) {
            wrong("agent-unknown", place, line, name.strip());
            return;
        }
        var presence = presences.getOrDefault(agent.get(), new Presence());
        if (presence.absent || hours.isEmpty() && !presence.hours.isEmpty()) {
            wrong("twice", place, line, name.strip());
        } else if (areApart(hours, presence.hours, typed, place, line)) {
            presence.absent = hours.isEmpty();
            presence.hours.addAll(hours);
            presences.put(agent.get(), presence);
        }
    }

    private boolean areApart(List<Hours> hours, List<Hours> others, String value, Place place, int line) {
        var seen = new ArrayList<>(others);
        for (var next : hours) {
            if (seen.stream().anyMatch(next::overlaps)) {
                wrong("overlap", place, line, value);
                return false;
            }
            seen.add(next);
        }
        return true;
    }

    /// Empty when something is wrong with one of them.
    private Optional<List<Hours>> parts(String typed, Place place, int line) {
        var parts = new ArrayList<Hours>();
        for (var part : typed.split("[,;]")) {
            var times = part.split("[-–—]|\\s+à\\s+", -1);
            if (times.length != 2) {
                wrong("time", place, line, part.strip());
                return Optional.empty();
            }
            var hours = part(times[0].strip(), times[1].strip(), place, line);
            if (hours.isEmpty()) {
                return Optional.empty();
            }
            parts.add(hours.get());
        }
        return Optional.of(parts);
    }

    private Optional<Hours> part(String from, String to, Place place, int line) {
        var begin = Hours.minutes(from);
        var end = Hours.minutes(to);
        if (begin.isEmpty() || end.isEmpty()) {
            wrong("time", place, line, begin.isEmpty() ? from : to);
            return Optional.empty();
        }
        var hours = new Hours(begin.get(), end.get());
        if (hours.from() >= hours.to()) {
            wrong("end-before-start", place, line, from + "–" + to);
            return Optional.empty();
        }
        if (!hours.exist(day)) {
            wrong("no-such-time", place, line, from + "–" + to);
            return Optional.empty();
        }
        return Optional.of(hours);
    }

    private Optional<List<Hours>> missingHours(int line) {
        wrong("hours-missing", Place.ADDED, line, "");
        return Optional.empty();
    }

    private int count(int number, AddedLine line) {
        var typed = line.count().strip();
        var count = typed.isEmpty() ? 1 : typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 0;
        if (count < 1 || added.size() + count > MOST_ADDED) {
            wrong("count", Place.ADDED, number, typed);
            return 0;
        }
        return count;
    }

    private List<SkillNeed> skills(int number, AddedLine line) {
        var problemsBefore = problems.size();
        var levels = new LinkedHashMap<>(
                like(number, line.like()).stream().collect(toMap(SkillNeed::skill, SkillNeed::level, Math::max)));
        for (var typed : line.skills().split("[,;]")) {
            if (!typed.isBlank()) {
                var parts = SKILL.matcher(typed.strip());
                var level = parts.matches() && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : 1;
                var skill = people.skill(parts.matches() ? parts.group(1) : typed);
                if (skill.isEmpty()) {
                    wrong("skill-unknown", Place.ADDED, number, typed.strip());
                } else if (level < SkillNeed.LOWEST || level > SkillNeed.HIGHEST) {
                    wrong("level", Place.ADDED, number, typed.strip());
                } else {
                    levels.merge(skill.get(), level, Math::max);
                }
            }
        }
        if (levels.isEmpty() && problems.size() == problemsBefore) {
            wrong("skills-missing", Place.ADDED, number, "");
        }
        return levels.entrySet().stream()
                .map(entry -> new SkillNeed(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<SkillNeed> like(int number, String colleague) {
        var agent = people.agent(colleague);
        if (agent.isEmpty() && !colleague.isBlank()) {
            wrong("agent-unknown", Place.ADDED, number, colleague);
        }
        return agent.map(people::skillsOf).orElse(List.of());
    }

    /// Somebody of the house may have the name.
    private AgentId nextAdded() {
        var number = added.size() + 1;
        while (people.agent(ADDED + number).isPresent() || isTaken(new AgentId(ADDED + number))) {
            number++;
        }
        return new AgentId(ADDED + number);
    }

    private boolean isTaken(AgentId name) {
        return added.stream().anyMatch(joins -> joins.agent().equals(name));
    }

    private void wrong(String code, Place place, int line, String value) {
        problems.add(new Problem(code, place, line, value));
    }
}
