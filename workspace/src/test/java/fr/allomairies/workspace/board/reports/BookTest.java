package fr.allomairies.workspace.board.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.NotFixedSaid;
import fr.allomairies.contact.TicketEvent.SatisfactionGiven;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.workspace.board.LogInMemory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.RandomDay;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookTest {

    /// A Monday.
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final AgentId ANNE = new AgentId("anne");
    private static final ServiceCode ROADS = new ServiceCode("voirie");

    private final LogInMemory log = new LogInMemory();

    @Test
    void knowsWholeDaysAloneWhenThereAreTooManyContacts() {
        for (var day = 0; day < 5; day++) {
            log.append(RandomDay.openingHours(day, DAY.plusDays(day), 100, 3).stream()
                    .sorted(Comparator.comparing(Event::at))
                    .toList());
        }
        var full = book(5, 1_000);
        var bounded = book(5, 250);

        var since = bounded.facts(Interval.day(DAY)).since();
        assertThat(since).isAfter(Interval.day(DAY).to());
        var last = Interval.day(DAY.plusDays(4));
        assertThat(last.from()).isAfterOrEqualTo(since);
        assertThat(bounded.facts(last).contacts()).isEqualTo(full.facts(last).contacts());
        assertThat(bounded.facts(last).agents()).isEqualTo(full.facts(last).agents());
        assertThat(Days.of(Optional.of("2026-03-02"), Optional.empty())
                        .reaching(since)
                        .problem())
                .isEqualTo("old");
    }

    @Test
    void countsARequestThatWasOpenedAgainAsOpenAndOneThatIsMergedNotAtAll() {
        var done = opened("NCA-26-000001");
        var again = opened("NCA-26-000002");
        var merged = opened("NCA-26-000003");
        log.append(new TicketHandedOver(NINE, done, ROADS, ANNE), new TicketHandedOver(NINE, again, ROADS, ANNE));
        log.append(resolved(done, NINE.plusSeconds(7200)), resolved(again, NINE.plusSeconds(60)));
        log.append(new TicketStatusChanged(
                NINE.plusSeconds(90), again, TicketStatus.RESOLVED, TicketStatus.IN_HAND, "citizen-wrote", null));
        log.append(new TicketStatusChanged(
                NINE.plusSeconds(9000), done, TicketStatus.RESOLVED, TicketStatus.CLOSED, "stayed-quiet", null));
        log.append(new TicketMerged(NINE.plusSeconds(30), merged, again, ANNE));

        assertThat(requests(1))
                .containsExactly("voirie [2.0, 1.0, 7200.0, 7200.0, 0.0, null, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]");

        log.append(new TicketSeparated(NINE.plusSeconds(40), merged, again, ANNE));
        assertThat(requests(1))
                .containsExactly(
                        " [1.0, 0.0, null, null, 0.0, null, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]",
                        "voirie [2.0, 1.0, 7200.0, 7200.0, 0.0, null, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]");
    }

    @Test
    void sharesTheSatisfiedAmongTheOpinionsOfThePeriodOfEachCitizen() {
        var one = opened("NCA-26-000001");
        var joined = opened("NCA-26-000002");
        var late = opened("NCA-26-000003");
        log.append(new TicketMerged(NINE.plusSeconds(30), joined, one, ANNE));
        log.append(
                resolved(one, NINE.plusSeconds(60)),
                resolved(late, NINE.plusSeconds(60)),
                new SatisfactionGiven(NINE.plusSeconds(90), one, 3),
                new SatisfactionGiven(NINE.plusSeconds(91), joined, 4),
                new SatisfactionGiven(NINE.plusSeconds(48 * 3600), late, 5));

        assertThat(requests(1)).containsExactly(" [2.0, 2.0, 60.0, 60.0, 2.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]");
    }

    @Test
    void countsWhoSaysThatItIsNotFixedByServiceAndCommune() {
        var one = opened("NCA-26-000001");
        var joined = opened("NCA-26-000002");
        var never = opened("NCA-26-000003");
        log.append(new TicketHandedOver(NINE, one, ROADS, ANNE), new TicketHandedOver(NINE, joined, ROADS, ANNE));
        log.append(queued(one, "06088"), queued(joined, null), queued(never, "06088"));
        log.append(new TicketMerged(NINE.plusSeconds(30), joined, one, ANNE));
        log.append(
                resolved(one, NINE.plusSeconds(60)),
                new NotFixedSaid(NINE.plusSeconds(80), one),
                new NotFixedSaid(NINE.plusSeconds(90), joined),
                new NotFixedSaid(NINE.plusSeconds(91), joined),
                new NotFixedSaid(NINE.plusSeconds(48 * 3600), never));

        assertThat(notFixed("service")).containsExactly(" 0.0", "voirie 2.0");
        assertThat(notFixed("ticket-commune")).containsExactly(" 1.0", "06088 1.0");
    }

    @Test
    void tellsTheAgeOfTheBacklogInWorkingDays() {
        opened("NCA-26-000001");

        assertThat(requests(1).getFirst()).endsWith("1.0, 1.0, 0.0, 0.0, 0.0]");
        assertThat(requests(3).getFirst()).endsWith("1.0, 0.0, 1.0, 0.0, 0.0]");
        assertThat(requests(9).getFirst()).as("six working days and a week-end").endsWith("1.0, 0.0, 0.0, 1.0, 0.0]");
        assertThat(requests(16).getFirst()).endsWith("1.0, 0.0, 0.0, 0.0, 1.0]");
    }

    @Test
    void refusesMoreIntervalsThanAnybodyReads() {
        var month = Days.of(Optional.of("2026-03-01"), Optional.of("2026-03-31"));

        assertThat(month.by(Step.QUARTER).problem()).isEqualTo("fine");
        assertThat(month.by(Step.HOUR).isGood()).isTrue();
        assertThat(Days.of(Optional.of("2026-01-01"), Optional.of("2027-01-02")).problem())
                .isEqualTo("length");
        assertThat(Days.of(Optional.of("2026-01-01"), Optional.of("2026-12-31"))
                        .by(Step.WEEK)
                        .isGood())
                .isTrue();
    }

    @Test
    void cutsWeeksAtMondaysAndMonthsAtTheirFirst() {
        var interval = new Interval(
                Interval.day(LocalDate.parse("2026-03-26")).from(),
                Interval.day(LocalDate.parse("2026-04-02")).to());

        assertThat(Step.WEEK.cut(interval))
                .extracting(Interval::from)
                .containsExactly(
                        interval.from(),
                        Interval.day(LocalDate.parse("2026-03-30")).from());
        assertThat(Step.MONTH.cut(interval))
                .extracting(Interval::from)
                .containsExactly(
                        interval.from(),
                        Interval.day(LocalDate.parse("2026-04-01")).from());
        assertThat(Step.MONTH.cut(interval).getLast().to()).isEqualTo(interval.to());
    }

    private List<String> requests(int daysLater) {
        var book = book(daysLater - 1, 1_000);
        return new Summaries(book, Parameters.DEFAULTS, BookOfRandomDays.names())
                .summary(Interval.day(DAY), Step.DAY, Locale.FRENCH).table("service").lines().stream()
                        .map(line -> line.key() + " " + line.values())
                        .toList();
    }

    private List<String> notFixed(String table) {
        return new Summaries(book(0, 1_000), Parameters.DEFAULTS, BookOfRandomDays.names())
                .summary(Interval.day(DAY), Step.DAY, Locale.FRENCH).table(table).lines().stream()
                        .map(line -> line.key() + " " + line.values().get(6))
                        .toList();
    }

    private static Event queued(TicketId ticket, @Nullable String commune) {
        return new ContactQueued(
                NINE,
                ContactId.next(),
                ChannelKind.EMAIL,
                ticket,
                new CategoryCode("roads.pothole"),
                List.of(),
                0,
                20,
                "fr",
                null,
                commune,
                null,
                null);
    }

    private TicketId opened(String number) {
        var ticket = TicketId.next();
        log.append(new TicketOpened(
                NINE, ticket, number, ChannelKind.EMAIL, new CategoryCode("roads.pothole"), ContactId.next()));
        return ticket;
    }

    private static Event resolved(TicketId ticket, Instant at) {
        return new TicketStatusChanged(at, ticket, TicketStatus.WITH_SERVICE, TicketStatus.RESOLVED, "done", null);
    }

    private Book book(int daysLater, int most) {
        return new Book(log, Clock.fixed(NINE.plusSeconds(86_400L * daysLater + 36_000), ZoneOffset.UTC), most);
    }
}
