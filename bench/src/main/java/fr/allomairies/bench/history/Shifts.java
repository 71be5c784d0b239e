package fr.allomairies.bench.history;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who was there on each day, as far as the records show it: from the beginning of the first call answered to the
/// end of the last, able to take the types of call that were answered in the whole history.
record Shifts(Map<AgentId, List<SkillNeed>> skills, List<Shift> shifts) {

    record Shift(AgentId agent, Instant from, Instant to) {

        private Shift with(Shift other) {
            return new Shift(
                    agent, from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }
    }

    private record Presence(LocalDate date, AgentId agent) {}

    static Shifts of(Collection<Told> answered) {
        var skills = new TreeMap<AgentId, TreeSet<Skill>>();
        var shifts = new LinkedHashMap<Presence, Shift>();
        for (var told : answered) {
            skills.computeIfAbsent(told.server(), _ -> new TreeSet<>())
                    .add(skill(told.call().type()));
            shifts.merge(new Presence(told.call().date(), told.server()), shift(told), Shift::with);
        }
        return new Shifts(
                skills.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, own -> needs(own.getValue()))),
                List.copyOf(shifts.values()));
    }

    static Skill skill(String type) {
        return new Skill("type-" + type.toLowerCase(Locale.ROOT));
    }

    private static Shift shift(Told told) {
        var service = Objects.requireNonNull(told.call().service());
        return new Shift(told.server(), Told.at(service.start()), Told.at(service.exit()));
    }

    private static List<SkillNeed> needs(Collection<Skill> skills) {
        return skills.stream()
                .map(skill -> new SkillNeed(skill, SkillNeed.LOWEST))
                .toList();
    }
}
