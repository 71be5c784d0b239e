package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketEvent.IncidentDismissed;
import fr.allomairies.contact.TicketEvent.IncidentRaised;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.HotSpots;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HotSpotsIT extends OnPostgres {

    private static final AgentId CHIEF = new AgentId("chief");
    private static final AgentId BRUNO = new AgentId("bruno");

    @Autowired
    HotSpots hotSpots;

    @Autowired
    Cases cases;

    @Test
    void makesOneIncidentOfWhatManyReportAndTellsEachOfThem() {
        var reports = five(43.70, "lighting.lamp-out");
        reported(43.80, "lighting.lamp-out");
        reported(43.70, "roads.pothole");

        var spot = hotSpots.found().stream()
                .filter(each -> each.reports().stream().anyMatch(report -> reports.contains(report.ticket())))
                .findFirst()
                .orElseThrow();
        assertThat(spot.reports()).extracting(HotSpots.Report::ticket).containsExactlyElementsOf(reports);

        var outcome = hotSpots.raise(reports, CHIEF);

        assertThat(outcome.joined()).isEqualTo(4);
        assertThat(outcome.refusal()).isEmpty();
        var incident = reports.getFirst();
        assertThat(events(incident))
                .filteredOn(IncidentRaised.class::isInstance)
                .singleElement()
                .satisfies(
                        event -> assertThat(((IncidentRaised) event).reports()).isEqualTo(5));
        assertThat(cases.joined(incident)).hasSize(4);
        reports.stream()
                .skip(1)
                .forEach(report -> await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(
                                        ticketing.ticket(report).orElseThrow().interactions())
                                .anyMatch(said -> said.subject()
                                        .equals("Votre demande est suivie avec d’autres du même sujet"))));
        assertThat(hotSpots.found())
                .as("it is one already")
                .noneMatch(each -> each.reports().stream()
                        .anyMatch(report -> report.ticket().equals(incident)));
        assertThat(hotSpots.raise(reports, CHIEF).refusal())
                .map(refusal -> refusal.code())
                .contains("hot-spot-gone");
        assertThat(cases.separate(reports.getLast(), CHIEF)).isEmpty();
        assertThat(cases.joined(incident)).hasSize(3);
    }

    @Test
    void leavesApartWhatSomebodyHasInHand() {
        var reports = five(43.71, "lighting.lamp-out");
        ticketing.take(reports.getLast(), BRUNO);

        var outcome = hotSpots.raise(reports, CHIEF);

        assertThat(outcome.joined()).isEqualTo(3);
        assertThat(outcome.refusal()).map(refusal -> refusal.code()).contains("held");
        assertThat(events(reports.getLast())).noneMatch(TicketMerged.class::isInstance);
    }

    @Test
    void proposesWhatWasDismissedNoMoreUntilAsManyAreNew() {
        var reports = five(43.72, "lighting.lamp-out");

        hotSpots.dismiss(reports, CHIEF);

        assertThat(events(reports.getFirst())).anyMatch(IncidentDismissed.class::isInstance);
        reported(43.72, "lighting.lamp-out");
        assertThat(at(43.72)).isEmpty();
        IntStream.range(0, 4).forEach(_ -> reported(43.72, "lighting.lamp-out"));
        assertThat(at(43.72))
                .singleElement()
                .satisfies(spot ->
                        assertThat(spot.reports()).hasSize(5).noneMatch(report -> reports.contains(report.ticket())));
    }

    private List<HotSpots.HotSpot> at(double latitude) {
        return hotSpots.found().stream()
                .filter(spot -> Math.abs(spot.reports().getFirst().latitude() - latitude) < 0.001)
                .toList();
    }

    private List<TicketId> five(double latitude, String category) {
        return IntStream.range(0, 5)
                .mapToObj(nth -> reported(latitude + nth * 0.0001, category))
                .toList();
    }

    private TicketId reported(double latitude, String category) {
        return receive(new InboundContact(
                        ContactId.next(),
                        ChannelKind.REPORT,
                        "<" + UUID.randomUUID() + "@example.org>",
                        Instant.now(),
                        someone(),
                        new CategoryCode(category),
                        "Signalement",
                        "Ici.",
                        new Place(latitude, 7.25, "12 rue de France, Nice"),
                        List.of(),
                        List.of(),
                        "fr"))
                .ticket();
    }
}
