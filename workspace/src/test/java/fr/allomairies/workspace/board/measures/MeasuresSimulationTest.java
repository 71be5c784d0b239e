package fr.allomairies.workspace.board.measures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.testkit.RandomDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random days, counted a second time the slow and obvious way, straight from the lists of events.
@Execution(ExecutionMode.CONCURRENT)
class MeasuresSimulationTest {

    private static final Offset<Double> TINY = Offset.offset(1e-9);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-03-02, 24, 96", // a plain Monday
        "2026-03-29, 23, 92", // the clock goes forward
        "2026-10-25, 25, 100" // and back
    })
    void agreesWithTheSlowCountOnRandomDays(LocalDate date, int hours, int quarters) {
        for (var seed = 1L; seed <= RandomDays.of(40); seed++) {
            var events = RandomDay.wholeDay(seed, date, 60 + (int) seed * 7, 6);
            var day = Interval.day(date);
            assertThat(Duration.between(day.from(), day.to())).hasHours(hours);
            assertThat(day.quarters()).hasSize(quarters);
            agreesOnEachQuarter(events, day);
            agreesOnTheAgents(events, day);
        }
    }

    private static void agreesOnEachQuarter(List<Event> events, Interval day) {
        var byQuarter = new Breakdown<>(Parameters.DEFAULTS, record -> List.of(Interval.quarterOf(record.countedAt())));
        var byChannel = new Breakdown<>(Parameters.DEFAULTS, record -> List.of(record.channel()));
        var records = new ContactRecords((before, after) -> {
            byQuarter.changed(before, after);
            byChannel.changed(before, after);
        });
        events.forEach(records::on);

        var offered = 0;
        for (var quarter : day.quarters()) {
            var figures = byQuarter.figures(quarter.from());
            offered += figures.offered();
            agree(figures, SlowCount.of(events, quarter, null));
        }
        assertThat(offered).isEqualTo(SlowCount.of(events, day, null).queued.size());
        for (var channel : List.of(ChannelKind.VOICE, ChannelKind.EMAIL, ChannelKind.CHAT)) {
            agree(byChannel.figures(channel), SlowCount.of(events, new Interval(day.from(), Instant.MAX), channel));
        }
    }

    private static void agree(Figures figures, SlowCount slow) {
        assertThat(figures.offered()).isEqualTo(slow.queued.size());
        assertThat(figures.answered()).isEqualTo(slow.answerWaits.size());
        assertThat(figures.abandoned()).isEqualTo(slow.abandonWaits.size());
        assertThat(figures.shortAbandons()).isEqualTo((int) slow.within(slow.abandonWaits, 5));
        assertThat(figures.overflowed()).isEqualTo(slow.overflowed);
        assertThat(figures.handled()).isEqualTo(slow.talks.size());
        same(figures.serviceLevel(), slow.ruleA());
        same(figures.answerRate(), ratio(slow.answerWaits.size(), slow.waitsOver));
        same(figures.abandonmentRate(), ratio(slow.abandonWaits.size(), slow.queued.size()));
        same(figures.averageWait(), SlowCount.mean(slow.answerWaits));
        same(figures.p95Wait(), slow.p95());
        same(figures.handleTime(), slow.handleTime());
    }

    private static void agreesOnTheAgents(List<Event> events, Interval day) {
        for (var interval : List.of(day, day.quarters().get(37), day.quarters().get(60))) {
            var times = new AgentTimes(interval);
            events.stream()
                    .filter(AgentStateChanged.class::isInstance)
                    .map(AgentStateChanged.class::cast)
                    .forEach(times::on);
            same(times.occupancy(day.to()), slowOccupancy(events, interval, day.to()));
        }
    }

    /// Second by second: what was each agent doing?
    private static Double slowOccupancy(List<Event> events, Interval interval, Instant end) {
        var busy = 0.0;
        var all = 0.0;
        var byAgent = events.stream()
                .filter(AgentStateChanged.class::isInstance)
                .map(AgentStateChanged.class::cast)
                .collect(Collectors.groupingBy(AgentStateChanged::agent));
        for (var changes : byAgent.values()) {
            for (var i = 0; i < changes.size(); i++) {
                var state = changes.get(i).state();
                var until = i + 1 < changes.size() ? changes.get(i + 1).at() : end;
                var from = Math.max(
                        changes.get(i).at().toEpochMilli(), interval.from().toEpochMilli());
                var to = Math.min(until.toEpochMilli(), interval.to().toEpochMilli());
                var millis = Math.max(0, to - from);
                busy += state == AgentState.ON_CONTACT || state == AgentState.WRAP_UP ? millis : 0;
                all += state == AgentState.OFFLINE || state == AgentState.PAUSED ? 0 : millis;
            }
        }
        return all == 0 ? null : busy / all;
    }

    private static Double ratio(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }

    private static void same(Double actual, Double expected) {
        if (expected == null) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isCloseTo(expected, TINY);
        }
    }

    /// Everything by lists and loops.
    private static final class SlowCount {
        private final List<ContactQueued> queued = new ArrayList<>();
        private final List<Double> answerWaits = new ArrayList<>();
        private final List<Double> abandonWaits = new ArrayList<>();
        private final List<Double> talks = new ArrayList<>();
        private final List<Double> wrapUps = new ArrayList<>();
        private int inTime;
        private int overflowed;
        private int waitsOver;

        static SlowCount of(List<Event> events, Interval interval, ChannelKind channel) {
            var count = new SlowCount();
            Map<ContactId, List<ContactEvent>> byContact = events.stream()
                    .filter(ContactEvent.class::isInstance)
                    .map(ContactEvent.class::cast)
                    .collect(Collectors.groupingBy(ContactEvent::contact));
            for (var history : byContact.values()) {
                history.stream()
                        .filter(ContactQueued.class::isInstance)
                        .map(ContactQueued.class::cast)
                        .filter(q -> interval.contains(q.at())
                                && (channel == null || q.channel().equals(channel)))
                        .findFirst()
                        .ifPresent(q -> count.add(q, history));
            }
            return count;
        }

        private void add(ContactQueued entry, List<ContactEvent> history) {
            queued.add(entry);
            overflowed += history.stream()
                            .anyMatch(event -> event instanceof ContactShared || event instanceof ContactOverflowed)
                    ? 1
                    : 0;
            waitsOver += history.stream().anyMatch(SlowCount::endsTheWait) ? 1 : 0;
            Instant accepted = null;
            Instant ended = null;
            for (var event : history) {
                if (event instanceof OfferAccepted) {
                    accepted = event.at();
                    answerWaits.add(seconds(entry.at(), accepted));
                    inTime += seconds(entry.at(), accepted) <= target(entry.channel()) ? 1 : 0;
                } else if (event instanceof ContactAbandoned) {
                    abandonWaits.add(seconds(entry.at(), event.at()));
                } else if (event instanceof ConversationEnded) {
                    ended = event.at();
                } else if (event instanceof ContactHandled) {
                    talks.add(seconds(accepted, ended));
                    wrapUps.add(seconds(ended, event.at()));
                }
            }
        }

        private static boolean endsTheWait(ContactEvent event) {
            return event instanceof OfferAccepted
                    || event instanceof ContactAbandoned
                    || event instanceof ContactOverflowed;
        }

        private static int target(ChannelKind channel) {
            return switch (channel.value()) {
                case "voice" -> 20;
                case "chat" -> 60;
                default -> 4 * 3600;
            };
        }

        private long within(List<Double> waits, int seconds) {
            return waits.stream().filter(wait -> wait <= seconds).count();
        }

        private Double ruleA() {
            return ratio(inTime, answerWaits.size() + abandonWaits.size() - within(abandonWaits, 5));
        }

        private Double p95() {
            var sorted = answerWaits.stream().sorted().toList();
            for (var i = 0; i < sorted.size(); i++) {
                if ((i + 1) * 100 >= 95 * sorted.size()) {
                    return sorted.get(i);
                }
            }
            return null;
        }

        private Double handleTime() {
            var all = new ArrayList<Double>();
            for (var i = 0; i < talks.size(); i++) {
                all.add(talks.get(i) + wrapUps.get(i));
            }
            return mean(all);
        }

        private static Double mean(List<Double> values) {
            return values.isEmpty()
                    ? null
                    : values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        }

        private static double seconds(Instant from, Instant to) {
            return Duration.between(from, to).toMillis() / 1000.0;
        }
    }
}
