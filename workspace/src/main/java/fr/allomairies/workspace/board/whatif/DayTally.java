package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.Breakdown;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecords;
import fr.allomairies.workspace.board.measures.Fairness;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.Workload;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts one version of a day by the dictionary, the same for what happened and for what might have. For one thread.
final class DayTally {

    private record Quarter(ChannelKind channel, Instant from) implements Comparable<Quarter> {

        @Override
        public int compareTo(Quarter other) {
            return Comparator.comparing(Quarter::channel, Comparator.comparing(ChannelKind::value))
                    .thenComparing(Quarter::from)
                    .compare(this, other);
        }
    }

    private final Interval day;
    private final Breakdown<String> channels;
    private final Breakdown<Quarter> quarters;
    private final ContactRecords records = new ContactRecords(this::changed);
    private final Overflows overflows = new Overflows();
    private final AgentTimes times;
    private final Map<AgentId, AgentTimes> byAgent = new TreeMap<>();
    private final Map<AgentId, Set<SkillNeed>> skills = new HashMap<>();

    DayTally(Interval day, Parameters parameters) {
        this.day = day;
        this.times = new AgentTimes(day);
        this.channels =
                new Breakdown<>(parameters, record -> List.of(record.channel().value()));
        this.quarters = new Breakdown<>(
                parameters, record -> List.of(new Quarter(record.channel(), Interval.quarterOf(record.countedAt()))));
    }

    void on(Event event) {
        records.on(event);
        switch (event) {
            case AgentStateChanged state -> {
                times.on(state);
                byAgent.computeIfAbsent(state.agent(), _ -> new AgentTimes(day)).on(state);
            }
            case AgentSkillsChanged learnt -> skills.put(learnt.agent(), Set.copyOf(learnt.skills()));
            default -> {}
        }
    }

    Outcome outcome() {
        var byChannel = new TreeMap<ChannelKind, Figures>(Comparator.comparing(ChannelKind::value));
        channels.figures().forEach((channel, figures) -> byChannel.put(new ChannelKind(channel), figures));
        var byQuarter = new TreeMap<ChannelKind, Map<Instant, Figures>>(Comparator.comparing(ChannelKind::value));
        quarters.figures()
                .forEach((quarter, figures) -> byQuarter
                        .computeIfAbsent(quarter.channel(), _ -> new TreeMap<>())
                        .put(quarter.from(), figures));
        var work = new TreeMap<AgentId, Workload>();
        byAgent.forEach((agent, own) -> {
            var load = own.workload(day.to());
            if (load.present().isPositive()) {
                work.put(agent, load);
            }
        });
        return new Outcome(byChannel, byQuarter, times.occupancy(day.to()), spread(), work, overflows.counts());
    }

    /// By the skills that each had at last.
    private @Nullable Double spread() {
        return Fairness.spread(byAgent.entrySet().stream()
                .map(entry -> new Fairness.Member(
                        skills.getOrDefault(entry.getKey(), Set.of()),
                        entry.getValue().workload(day.to())))
                .toList());
    }

    private void changed(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        var was = before != null && day.contains(before.countedAt()) ? before : null;
        var is = after != null && day.contains(after.countedAt()) ? after : null;
        channels.changed(was, is);
        quarters.changed(was, is);
        overflows.changed(was, is);
    }
}
