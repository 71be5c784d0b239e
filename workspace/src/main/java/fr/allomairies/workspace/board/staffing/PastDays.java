package fr.allomairies.workspace.board.staffing;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.forecast.PastDay;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.Breakdown;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.reports.LogWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Days that are over, out of the log. What a day was is kept once it has been read, some kilobytes for each; a day
/// of which something may still be unfinished is read anew. Safe for many threads.
@Component
class PastDays {

    /// A call that is still going on at midnight, and its wrap-up, are over by then.
    private static final Duration AFTERWARDS = Duration.ofHours(2);

    private final EventLog log;
    private final Parameters parameters;
    private final Map<LocalDate, Map<ChannelKind, PastDay>> read = new ConcurrentHashMap<>();

    @Autowired
    PastDays(EventLog log, BoardSettings settings) {
        this(log, settings.parameters());
    }

    PastDays(EventLog log, Parameters parameters) {
        this.log = log;
        this.parameters = parameters;
    }

    /// The first day that the log knows from its beginning; absent for an empty log.
    Optional<LocalDate> first() {
        return log.read(0, 1).stream()
                .findFirst()
                .map(entry ->
                        LocalDate.ofInstant(entry.event().at(), Interval.CITY).plusDays(1));
    }

    /// In the order of the dates.
    ///
    /// @param now after the end of each of the days
    List<PastDay> of(ChannelKind channel, List<LocalDate> dates, Instant now) {
        return dates.stream()
                .map(date -> of(date, now).getOrDefault(channel, nothing(date)))
                .toList();
    }

    private Map<ChannelKind, PastDay> of(LocalDate date, Instant now) {
        var finished = Interval.day(date).to().plus(AFTERWARDS).isBefore(now);
        return finished ? read.computeIfAbsent(date, this::read) : read(date);
    }

    private record Slot(ChannelKind channel, Instant quarter) implements Comparable<Slot> {

        @Override
        public int compareTo(Slot other) {
            var first = channel.compareTo(other.channel);
            return first != 0 ? first : quarter.compareTo(other.quarter);
        }
    }

    private Map<ChannelKind, PastDay> read(LocalDate date) {
        var day = Interval.day(date);
        var agents = day.quarters().stream().map(AgentTimes::new).toList();
        var channels = new Breakdown<>(parameters, record -> List.of(record.channel()));
        var slots = new Breakdown<>(
                parameters, record -> List.of(new Slot(record.channel(), Interval.quarterOf(record.countedAt()))));
        var window = new LogWindow(day, agents, (before, after) -> {
                    channels.changed(before, after);
                    slots.changed(before, after);
                })
                .readUntil(day.to().plus(AFTERWARDS), log);
        var present =
                byClock(day, agents.stream().map(times -> present(times, day)).toList());
        var counts = slots.figures();
        var days = new TreeMap<ChannelKind, PastDay>();
        channels.figures().forEach((channel, figures) -> {
            var offered = day.quarters().stream()
                    .map(quarter -> offered(counts.get(new Slot(channel, quarter.from()))))
                    .toList();
            var waited = window.contacts()
                    .filter(record -> record.channel().equals(channel))
                    .map(PastDays::waited)
                    .reduce(Duration.ZERO, Duration::plus);
            days.put(channel, day(date, byClock(day, offered), present, figures, waited));
        });
        return days;
    }

    private static PastDay day(
            LocalDate date,
            Map<LocalTime, Double> arrivals,
            Map<LocalTime, Double> present,
            Figures figures,
            Duration waited) {
        return new PastDay(
                date, arrivals, present, figures.handled(), figures.handleTime(), waited, figures.abandoned());
    }

    /// On a day without a contact of the channel nobody came, which is known and not unknown.
    private static PastDay nothing(LocalDate date) {
        var day = Interval.day(date);
        var zeros = byClock(day, day.quarters().stream().map(_ -> 0.0).toList());
        return new PastDay(date, zeros, Map.of(), 0, null, Duration.ZERO, 0);
    }

    private static double offered(@Nullable Figures figures) {
        return figures == null ? 0 : figures.offered();
    }

    /// Of who was answered or left; who still waits has not told how long.
    private static Duration waited(ContactRecord record) {
        return record.answered().isPresent() || record.abandoned()
                ? record.waited().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private static double present(AgentTimes times, Interval day) {
        return times.spent(day.to()).entrySet().stream()
                        .filter(spent -> spent.getKey() != AgentState.OFFLINE)
                        .mapToLong(spent -> spent.getValue().toMillis())
                        .sum()
                / (double) Interval.QUARTER.toMillis();
    }

    private static Map<LocalTime, Double> byClock(Interval day, List<Double> values) {
        var byTime = new TreeMap<LocalTime, List<Double>>();
        var quarters = day.quarters();
        for (var i = 0; i < values.size(); i++) {
            var time = quarters.get(i).from().atZone(Interval.CITY).toLocalTime();
            byTime.computeIfAbsent(time, _ -> new ArrayList<>()).add(values.get(i));
        }
        return byTime.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        both -> both.getValue().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow()));
    }
}
