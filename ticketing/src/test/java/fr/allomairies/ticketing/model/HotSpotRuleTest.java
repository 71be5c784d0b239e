package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.HotSpots.HotSpot;
import fr.allomairies.ticketing.HotSpots.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HotSpotRuleTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    private static final CategoryCode HOLE = new CategoryCode("roads.pothole");
    /// Some 11 m of latitude.
    private static final double STEP = 0.0001;

    private final HotSpotRule rule = new HotSpotRule(3, 100);

    @Test
    void gathersThoseOfOneCategoryAroundOneOfThem() {
        var lamps = List.of(at(LAMP, 0, 0), at(LAMP, 5, 0), at(LAMP, 9, 0));
        var others = List.of(at(LAMP, 40, 0), at(HOLE, 1, 0), at(HOLE, 2, 0));

        var found = rule.find(Stream.concat(lamps.stream(), others.stream()).toList());

        assertThat(found).singleElement().satisfies(spot -> {
            assertThat(spot.category()).isEqualTo(LAMP);
            assertThat(spot.reports()).containsExactlyInAnyOrderElementsOf(lamps);
        });
    }

    @Test
    void countsThoseThatAreOneMatterAlreadyButProposesNoMatterAlone() {
        var four = joined(at(LAMP, 0, 0), 3);

        assertThat(rule.find(List.of(four))).isEmpty();
        assertThat(rule.find(List.of(four, at(LAMP, 1, 0))))
                .singleElement()
                .extracting(HotSpot::count)
                .isEqualTo(5);
    }

    @Test
    void standsForAllWhatAServiceWorksOnOrTheOldest() {
        var oldest = at(LAMP, 0, 0);
        var later = new Report(TicketId.next(), "2", LAMP, 43.7, 7.2, null, NINE.plusSeconds(60), false, 0);
        var worked = new Report(TicketId.next(), "3", LAMP, 43.7, 7.2, null, NINE.plusSeconds(90), true, 0);

        assertThat(new HotSpot(LAMP, List.of(later, oldest)).incident()).isEqualTo(oldest);
        assertThat(new HotSpot(LAMP, List.of(later, oldest, worked)).incident()).isEqualTo(worked);
    }

    @Test
    void putsNoReportIntoTwoAndNoneFarFromItsMiddle() {
        for (var seed = 0; seed < 200; seed++) {
            var dice = new Random(seed);
            var reports = Stream.generate(
                            () -> at(dice.nextBoolean() ? LAMP : HOLE, dice.nextInt(40), dice.nextInt(40)))
                    .limit(60)
                    .toList();

            var seen = new ArrayList<>(rule.find(reports).stream()
                    .flatMap(spot -> spot.reports().stream())
                    .toList());

            assertThat(new HashSet<>(seen)).as("seed %d", seed).hasSameSizeAs(seen);
            assertThat(rule.find(reports)).as("seed %d", seed).allMatch(spot -> spot.count() >= 3);
            reports.stream().filter(seen::contains).forEach(seen::remove);
            assertThat(seen).isEmpty();
        }
    }

    private static Report at(CategoryCode category, int north, int east) {
        return new Report(TicketId.next(), "1", category, 43.7 + north * STEP, 7.2 + east * STEP, null, NINE, false, 0);
    }

    private static Report joined(Report report, int count) {
        return new Report(
                report.ticket(),
                report.number(),
                report.category(),
                report.latitude(),
                report.longitude(),
                null,
                report.openedAt(),
                false,
                count);
    }
}
