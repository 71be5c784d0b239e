package fr.allomairies.ticketing.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.TicketView.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final TicketId TICKET = TicketId.next();
    static final ServiceCode LIGHTING = new ServiceCode("eclairage");

    @Test
    void tellsTheStoryInItsOrderAndADoneWorkOnce() {
        List<Event> events = List.of(
                new TicketOpened(
                        NINE, TICKET, "NCA-26-000001", ChannelKind.REPORT, new CategoryCode("other"), ContactId.next()),
                new TicketHandedOver(NINE.plusSeconds(60), TICKET, LIGHTING, new AgentId("amina")),
                changed(TicketStatus.NEW, TicketStatus.WITH_SERVICE, "handed-over", 60),
                changed(TicketStatus.WITH_SERVICE, TicketStatus.RESOLVED, "service-done", 180),
                changed(TicketStatus.RESOLVED, TicketStatus.IN_HAND, "citizen-wrote-again", 240),
                changed(TicketStatus.IN_HAND, TicketStatus.RESOLVED, "answered", 300));
        var newDate = LocalDate.of(2026, 2, 1);

        var steps = Step.of(
                events,
                List.of(
                        report(ServiceProgress.DELAYED, "pièce en commande", newDate, 120),
                        report(ServiceProgress.DONE, "", null, 180)));

        assertThat(steps)
                .extracting(step -> step.key().substring("ticketing.step.".length()))
                .containsExactly("opened", "handed-over", "delayed", "done", "reopened", "resolved");
        assertThat(steps.get(2)).satisfies(delayed -> {
            assertThat(delayed.reason()).isEqualTo("pièce en commande");
            assertThat(delayed.newDate()).isEqualTo(newDate);
            assertThat(delayed.service()).isEqualTo(LIGHTING);
        });
    }

    private static TicketStatusChanged changed(TicketStatus from, TicketStatus to, String reason, int seconds) {
        return new TicketStatusChanged(NINE.plusSeconds(seconds), TICKET, from, to, reason, null);
    }

    private static Interaction report(ServiceProgress progress, String text, LocalDate newDate, int seconds) {
        return new Interaction(
                InteractionId.next(),
                TICKET,
                "NCA-26-000001",
                InteractionKind.PROGRESS,
                Direction.INTERNAL,
                ChannelKind.REPORT,
                NINE.plusSeconds(seconds),
                null,
                null,
                LIGHTING,
                "",
                text,
                List.of(),
                null,
                new Report(progress, newDate));
    }
}
