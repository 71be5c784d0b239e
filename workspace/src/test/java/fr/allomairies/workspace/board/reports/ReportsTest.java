package fr.allomairies.workspace.board.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.Intake;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.board.LogInMemory;
import fr.allomairies.workspace.board.measures.Csv;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final AgentId ANNE = new AgentId("anne");

    private final LogInMemory log = new LogInMemory();
    private final ContactId contact = ContactId.of("00000000-0000-0000-0000-000000000001");
    private final TicketId ticket = TicketId.next();

    @Test
    void listsAContactWithAllItsColumns() throws IOException {
        aHandledMail(NINE);

        assertThat(csv("<abc@example.fr>"))
                .containsExactly(
                        "contact,channel,external_id,arrived,queued,answered,agent,ended,outcome,wait_s,talk_s,hold_s,wrap_s,ticket,acknowledged,overflows",
                        "00000000-0000-0000-0000-000000000001,email,<abc@example.fr>,2026-03-02T09:00:00.000+01:00,"
                                + "2026-03-02T09:00:01.000+01:00,2026-03-02T09:01:01.500+01:00,anne,2026-03-02T09:05:00.000+01:00,"
                                + "HANDLED,60.500,178.500,0.000,60.000,NCA-26-000001,,");
    }

    @Test
    void keepsFormulasAndQuotesOfCitizensHarmless() throws IOException {
        aHandledMail(NINE);

        assertThat(csv("=HYPERLINK(\"x\")").get(1)).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
        assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(Csv.cell("a;b")).isEqualTo("\"a;b\"");
    }

    @Test
    void countsAContactInTheIntervalInWhichItWasQueued() {
        var midnight = Interval.day(MONDAY).to();
        aHandledMail(midnight.minusMillis(500));

        assertThat(reports().report(Interval.day(MONDAY), Step.DAY).total().offered())
                .isZero();
        assertThat(reports()
                        .report(Interval.day(MONDAY.plusDays(1)), Step.DAY)
                        .total()
                        .offered())
                .isEqualTo(1);
    }

    @Test
    void knowsAnAgentWhoSignedInDaysBefore() {
        log.append(new AgentStateChanged(NINE.minusSeconds(86400 * 9), ANNE, AgentState.AVAILABLE, null));
        log.append(new AgentStateChanged(NINE, ANNE, AgentState.ON_CONTACT, null));

        var quarter = new Interval(NINE.minusSeconds(900), NINE.plusSeconds(900));
        assertThat(reports().report(quarter, Step.QUARTER).occupancy()).isEqualTo(0.5);
    }

    @Test
    void readsDatesAsDaysOfTheCityAndInstantsAsTheyAre() {
        assertThat(Period.of("2026-03-29", "2026-03-30")).isEqualTo(Interval.day(LocalDate.parse("2026-03-29")));
        assertThat(Period.of("2026-03-02T09:00:00+01:00", "2026-03-02T08:15:00Z"))
                .isEqualTo(new Interval(NINE, NINE.plusSeconds(900)));
    }

    @Test
    void saysWhichBoundIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.of("2026-03-02", "tomorrow"))
                .withMessageContaining("to is a date")
                .withMessageContaining("tomorrow");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.of("2026-03-02", "2026-03-01"))
                .withMessageContaining("to comes before from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.of("2026-01-01", "2026-12-31"))
                .withMessageContaining("93 days");
    }

    private Reports reports() {
        return new Reports(log, Parameters.DEFAULTS, Clock.fixed(NINE.plusSeconds(900), ZoneOffset.UTC));
    }

    private List<String> csv(String externalId) throws IOException {
        var intake = mock(Intake.class);
        when(intake.received(any(), any()))
                .thenReturn(List.of(new Intake.Received(
                        UUID.randomUUID(), ChannelKind.EMAIL, externalId, NINE, "processed", Optional.of(contact))));
        var text = new StringBuilder();
        new ContactsCsv(reports(), intake, mock(Telephony.class), mock(Ticketing.class))
                .write(Interval.day(MONDAY), text);
        return text.toString().lines().toList();
    }

    private void aHandledMail(Instant at) {
        var category = new CategoryCode("roads.pothole");
        log.append(
                new ContactArrived(at, contact, ChannelKind.EMAIL),
                new TicketOpened(at, ticket, "NCA-26-000001", ChannelKind.EMAIL, category, contact),
                new ContactQueued(
                        at.plusSeconds(1),
                        contact,
                        ChannelKind.EMAIL,
                        ticket,
                        category,
                        List.of(),
                        0,
                        50,
                        "fr",
                        null,
                        null,
                        null,
                        null),
                new OfferAccepted(at.plusMillis(61_500), contact, ANNE),
                new ConversationEnded(at.plusSeconds(240), contact, ANNE, EndedBy.AGENT),
                new ContactHandled(at.plusSeconds(300), contact, ANNE, "answered"));
    }
}
