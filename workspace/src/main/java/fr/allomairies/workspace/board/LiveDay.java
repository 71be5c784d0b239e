package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.workspace.board.measures.AgentShares;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.Breakdown;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecords;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Parameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One day as the log tells it, and whatever is still open from the days before. Contacts of other days that are over
/// are forgotten, so memory holds one day. No clock, no I/O; for one thread.
final class LiveDay {

    private static final int FORGET_EVERY = 5_000;

    private final Parameters parameters;
    private final ContactRecords records;
    private final Map<ContactId, ContactRecord> open = new LinkedHashMap<>();
    private @Nullable Instant latestEventAt;
    private final Interventions interventions = new Interventions();
    private LocalDate date;
    private Interval day;
    private AgentTimes times;
    private Breakdown<String> total;
    private Breakdown<ChannelKind> channels;
    private Breakdown<Instant> quarters;
    private AgentShares agents;
    private Overflows overflows = new Overflows();
    private int arrivals;

    /// What there was when a day began.
    ///
    /// @param position of the last entry of the log before it
    record Start(long position, @Nullable Instant latestEventAt, ContactRecords records, AgentTimes times) {

        static final Start NOTHING = new Start(
                0, null, new ContactRecords((_, _) -> {}), new AgentTimes(new Interval(Instant.EPOCH, Instant.EPOCH)));
    }

    LiveDay(Parameters parameters, LocalDate date) {
        this(parameters, date, Start.NOTHING);
    }

    LiveDay(Parameters parameters, LocalDate date, Start start) {
        this.parameters = parameters;
        this.date = date;
        this.day = Interval.day(date);
        this.latestEventAt = start.latestEventAt();
        this.times = start.times().next(day);
        this.total = breakdown(_ -> List.of("all"));
        this.channels = breakdown(record -> List.of(record.channel()));
        this.quarters = breakdown(record -> List.of(Interval.quarterOf(record.countedAt())));
        this.agents = new AgentShares(parameters);
        this.records = start.records().open(this::changed);
        records.all().forEach(record -> changed(null, record));
    }

    /// For another day that begins now; this one goes on.
    Start start(long position) {
        return new Start(position, latestEventAt, records.open((_, _) -> {}), times.next(day));
    }

    void on(Event event) {
        latestEventAt = event.at();
        if (event instanceof AgentStateChanged state) {
            times.on(state);
        }
        interventions.on(event);
        records.on(event);
    }

    @Nullable
    Instant latestEventAt() {
        return latestEventAt;
    }

    /// Another day begins: what is over is forgotten, what is open goes on.
    void turnTo(LocalDate next) {
        if (next.equals(date)) {
            return;
        }
        date = next;
        day = Interval.day(next);
        times = times.next(day);
        total = breakdown(_ -> List.of("all"));
        channels = breakdown(record -> List.of(record.channel()));
        quarters = breakdown(record -> List.of(Interval.quarterOf(record.countedAt())));
        agents = new AgentShares(parameters);
        overflows = new Overflows();
        records.all().forEach(record -> count(null, record));
        forgetOtherDays();
    }

    LocalDate date() {
        return date;
    }

    Interval day() {
        return day;
    }

    AgentTimes times() {
        return times;
    }

    Interventions interventions() {
        return interventions;
    }

    /// Contacts that are not over, in the order of arrival, whatever their day.
    Collection<ContactRecord> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    Figures total() {
        return total.figures("all");
    }

    Figures channel(ChannelKind channel) {
        return channels.figures(channel);
    }

    Collection<ChannelKind> channels() {
        return channels.figures().keySet();
    }

    Map<Instant, Figures> quarters() {
        return quarters.figures();
    }

    Figures agent(AgentId agent) {
        return agents.figures(agent);
    }

    List<Overflows.Count> overflows() {
        return overflows.counts();
    }

    private void changed(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        if (after != null && !after.over()) {
            open.put(after.contact(), after);
        } else {
            open.remove(Objects.requireNonNull(after == null ? before : after).contact());
        }
        count(before, after);
        if (before == null && ++arrivals % FORGET_EVERY == 0) {
            forgetOtherDays();
        }
    }

    private void count(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        List.of(total, channels, quarters).forEach(breakdown -> breakdown.changed(before, after));
        agents.changed(today(before), today(after));
        overflows.changed(today(before), today(after));
    }

    private @Nullable ContactRecord today(@Nullable ContactRecord record) {
        return record != null && day.contains(record.countedAt()) ? record : null;
    }

    private void forgetOtherDays() {
        records.forget(record -> record.over() && !day.contains(record.countedAt()));
    }

    private <K extends Comparable<K>> Breakdown<K> breakdown(Function<ContactRecord, Collection<K>> keys) {
        var scope = day;
        return new Breakdown<>(
                parameters, record -> scope.contains(record.countedAt()) ? keys.apply(record) : List.of());
    }
}
