package fr.allomairies.workspace.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.RandomDay;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Any minute of any day is what the live board would have shown, had it read the whole log.
class ReplayTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-27");
    private static final int DAYS = 4;

    private final LogInMemory log = new LogInMemory();
    private final JsonMapper json = new JsonMapper();
    private final BoardStates states = states();
    private final Instant now = Interval.day(FIRST.plusDays(DAYS)).from().plus(Duration.ofHours(11));

    @Test
    void showsWhatTheLiveBoardShowed() {
        for (var day = 0; day <= DAYS; day++) {
            var date = FIRST.plusDays(day);
            if (day != 2) { // nobody worked, and nothing happened
                log.append(sorted(RandomDay.openingHours(day, date, 150, 6), overnight(date, day)));
            }
        }
        var board = new LiveBoard(log, settings(), states, new NoAlerts(), json, Clock.fixed(now, ZoneOffset.UTC));
        board.start();
        try {
            Awaitility.await().until(board::follows);
            var replays = new Replays(board, log, settings(), states, new NoAlerts(), json);
            assertThat(replays.first()).contains(FIRST);
            assertThat(replays.isKept(FIRST.minusDays(1))).isFalse();
            assertThat(replays.isKept(FIRST.plusDays(DAYS + 1))).isFalse();
            var dice = new Random(5);
            for (var day = 0; day <= DAYS; day++) {
                var date = FIRST.plusDays(day);
                for (var time = 0; time < 12; time++) {
                    var minute = dice.nextInt(replays.lastMinute(date) + 1);
                    assertThat(replays.state(date, minute))
                            .as("%s, minute %d", date, minute)
                            .isEqualTo(afresh(date, minute));
                }
            }
            assertThat(replays.lastMinute(LocalDate.parse("2026-03-29")))
                    .as("the clocks went forward")
                    .isEqualTo(1379);
        } finally {
            board.stop();
        }
    }

    /// From the beginning of the log, as the live board did.
    private String afresh(LocalDate date, int minute) {
        var at = Interval.day(date).from().plus(Duration.ofMinutes(minute));
        var day = new LiveDay(Parameters.DEFAULTS, FIRST);
        var skills = new HashMap<AgentId, List<SkillNeed>>();
        var position = 0L;
        for (var entry : log.read(0, Integer.MAX_VALUE)) {
            if (entry.event().at().isAfter(at)) {
                break;
            }
            day.turnTo(LocalDate.ofInstant(entry.event().at(), Interval.CITY));
            if (entry.event() instanceof AgentSkillsChanged changed) {
                skills.put(changed.agent(), changed.skills());
            }
            day.on(entry.event());
            position = entry.position();
        }
        day.turnTo(date);
        var staff = Staffing.of(day.times().standings(), skills);
        return json.writeValueAsString(states.state(day, position, at, false, List.of(), staff));
    }

    private static List<Event> sorted(List<Event> day, List<Event> more) {
        var events = new ArrayList<>(day);
        events.addAll(more);
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    /// A mail of the evening, and yesterday's answered in the morning; a change of skills at noon.
    private static List<Event> overnight(LocalDate date, int day) {
        var events = new ArrayList<Event>();
        var from = Interval.day(date).from();
        var evening = from.plus(Duration.ofHours(20));
        var mail = mail(day);
        events.add(new ContactArrived(evening, mail, ChannelKind.EMAIL));
        events.add(new ContactQueued(
                evening,
                mail,
                ChannelKind.EMAIL,
                TicketId.next(),
                new CategoryCode("roads.pothole"),
                List.of(),
                0,
                50,
                "fr",
                null,
                null,
                null,
                null));
        var morning = from.plus(Duration.ofHours(9));
        var agent = new AgentId("agent1");
        events.add(new OfferAccepted(morning, mail(day - 1), agent));
        events.add(new ContactHandled(morning.plusSeconds(300), mail(day - 1), agent, null));
        events.add(new AgentSkillsChanged(
                from.plus(Duration.ofHours(12)),
                agent,
                RandomDay.skillsOf(day).stream()
                        .map(skill -> new SkillNeed(skill, 2))
                        .toList()));
        return events;
    }

    private static ContactId mail(int day) {
        return ContactId.of("00000000-0000-0000-0001-%012d".formatted(day + 10));
    }

    private static BoardStates states() {
        var directory = mock(AgentDirectory.class);
        when(directory.nameOf(any())).thenReturn("Anne");
        var catalogue = mock(Catalogue.class);
        when(catalogue.category(any())).thenReturn(Optional.empty());
        var staffing = mock(Staffing.Source.class);
        when(staffing.of(any())).thenReturn(new Staffing(List.of()));
        return new BoardStates(settings(), directory, catalogue, staffing);
    }

    private static BoardSettings settings() {
        return new BoardSettings(ServiceLevelRule.A, Map.of(), Duration.ofSeconds(5), 0.8, 0.85, Map.of(), 10);
    }
}
