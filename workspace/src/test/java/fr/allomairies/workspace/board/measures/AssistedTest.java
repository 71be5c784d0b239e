package fr.allomairies.workspace.board.measures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of contacts that speak to the assistant, by the dictionary: a hang-up is no success.
class AssistedTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final AgentId ANNE = new AgentId("anne");
    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    private static final CategoryCode POTHOLE = new CategoryCode("roads.pothole");

    private final List<Event> events = new ArrayList<>();

    @Test
    void containsWhomTheAssistantAnsweredAndWhoSaidSo() {
        var contact = speaks();
        events.add(new AssistantEnded(NINE, contact, AssistantEnd.ANSWERED, null, false));
        events.add(new ContactEnded(NINE, contact, Outcome.SELF_SERVED));

        assertThat(figures()).satisfies(is -> {
            assertThat(is.contained()).isEqualTo(1);
            assertThat(is.containment()).isEqualTo(1.0);
            assertThat(is.handedOver() + is.leftTheAssistant()).isZero();
        });
    }

    @Test
    void containsNobodyWhoHangsUpOrTakesHisLeaveOrHearsThatItIsClosed() {
        events.add(new ContactAbandoned(NINE, speaks(), Stage.MENU));
        var leaves = speaks();
        events.add(new AssistantEnded(NINE, leaves, AssistantEnd.LEFT, null, false));
        events.add(new ContactAbandoned(NINE, leaves, Stage.MENU));
        var closed = speaks();
        events.add(new AssistantEnded(NINE, closed, AssistantEnd.LEFT, null, false));
        events.add(new ContactEnded(NINE, closed, Outcome.SELF_SERVED));

        assertThat(figures()).satisfies(is -> {
            assertThat(is.assisted()).isEqualTo(3);
            assertThat(is.containment()).isZero();
            assertThat(is.leftTheAssistant()).isEqualTo(3);
        });
    }

    @Test
    void handsOverWhateverBecomesOfTheCallerThen() {
        var gaveUp = speaks();
        events.add(new AssistantEnded(NINE, gaveUp, AssistantEnd.ASKED_FOR, null, false));
        queued(gaveUp, POTHOLE);
        events.add(new ContactAbandoned(NINE, gaveUp, Stage.WAITING));
        var noted = speaks();
        events.add(new AssistantEnded(NINE, noted, AssistantEnd.NOTED, POTHOLE, false));
        events.add(new ContactEnded(NINE, noted, Outcome.SELF_SERVED));
        var inDanger = speaks();
        events.add(new AssistantEnded(NINE, inDanger, AssistantEnd.DANGER, null, true));
        events.add(new ContactEnded(NINE, inDanger, Outcome.CALLBACK));
        var answeredElsewhere = speaks();
        queued(answeredElsewhere, POTHOLE);
        handled(answeredElsewhere);

        assertThat(figures()).satisfies(is -> {
            assertThat(is.assisted()).isEqualTo(4);
            assertThat(is.handedOver()).isEqualTo(4);
            assertThat(is.alarms()).isEqualTo(1);
        });
    }

    @Test
    void countsWhereAnAgentSaysThatItWasWrongAboutADanger() {
        var seen = speaks();
        events.add(new AssistantEnded(NINE, seen, AssistantEnd.DANGER, null, true));
        events.add(new DangerCorrected(NINE, seen, ANNE, false));
        var missed = speaks();
        events.add(new AssistantEnded(NINE, missed, AssistantEnd.UNDERSTOOD, POTHOLE, false));
        events.add(new DangerCorrected(NINE, missed, ANNE, true));
        var takenBack = speaks();
        events.add(new AssistantEnded(NINE, takenBack, AssistantEnd.DANGER, null, true));
        events.add(new DangerCorrected(NINE, takenBack, ANNE, false));
        events.add(new DangerCorrected(NINE, takenBack, ANNE, true));
        var never = ContactId.next();
        events.add(new ContactArrived(NINE, never, ChannelKind.VOICE));
        events.add(new DangerCorrected(NINE, never, ANNE, true));

        assertThat(figures()).satisfies(is -> {
            assertThat(is.alarms()).isEqualTo(2);
            assertThat(is.falseAlarms()).isEqualTo(1);
            assertThat(is.missedDangers()).isEqualTo(1);
        });
    }

    @Test
    void losesNobodyWhoGaveUpInTheQueueOfPeople() {
        var contact = speaks();
        queued(contact, POTHOLE);
        events.add(new ContactAbandoned(NINE, contact, Stage.WAITING));

        assertThat(figures()).satisfies(is -> {
            assertThat(is.abandoned()).isEqualTo(1);
            assertThat(is.leftTheAssistant()).isZero();
            assertThat(is.handedOver()).isEqualTo(1);
        });
    }

    @Test
    void sharesWhatIsContainedAmongThoseWhoseEndIsKnown() {
        var contained = speaks();
        events.add(new AssistantEnded(NINE, contained, AssistantEnd.ANSWERED, null, false));
        events.add(new ContactEnded(NINE, contained, Outcome.SELF_SERVED));
        events.add(new ContactAbandoned(NINE, speaks(), Stage.MENU));
        // as older versions told it
        events.add(new ContactEnded(NINE, speaks(), Outcome.SELF_SERVED));
        var handled = speaks();
        queued(handled, POTHOLE);
        handled(handled);
        var gaveUp = speaks();
        queued(gaveUp, POTHOLE);
        events.add(new ContactAbandoned(NINE, gaveUp, Stage.WAITING));
        speaks();

        assertThat(figures()).satisfies(is -> {
            assertThat(is.assisted()).isEqualTo(6);
            assertThat(is.assistantEnded()).isEqualTo(2);
            assertThat(is.containment()).isEqualTo(0.5);
        });
    }

    @Test
    void saysNothingYetOfWhoStillSpeaksAndNothingAtAllOfWhoNeverDid() {
        speaks();
        var never = ContactId.next();
        events.add(new ContactArrived(NINE, never, ChannelKind.VOICE));
        queued(never, POTHOLE);
        handled(never);

        assertThat(figures()).satisfies(is -> {
            assertThat(is.assisted()).isEqualTo(1);
            assertThat(is.contained() + is.handedOver() + is.leftTheAssistant()).isZero();
        });
    }

    @Test
    void saysNothingOfWhoWasServedBeforeTheEndWasTold() {
        events.add(new ContactEnded(NINE, speaks(), Outcome.SELF_SERVED));

        assertThat(figures()).satisfies(is -> {
            assertThat(is.assisted()).isEqualTo(1);
            assertThat(is.contained() + is.handedOver() + is.leftTheAssistant()).isZero();
            assertThat(is.containment()).isNull();
        });
    }

    @Test
    void knowsWhatTheAssistantTookARequestForWhenAnAgentCorrectsIt() {
        var kept = speaks();
        events.add(new AssistantEnded(NINE, kept, AssistantEnd.UNDERSTOOD, POTHOLE, false));
        queued(kept, POTHOLE);
        var corrected = speaks();
        events.add(new AssistantEnded(NINE, corrected, AssistantEnd.UNDERSTOOD, POTHOLE, false));
        var ticket = queued(corrected, POTHOLE);
        events.add(new TicketClassified(NINE, ticket, LAMP, null));
        var unsorted = speaks();
        events.add(new AssistantEnded(NINE, unsorted, AssistantEnd.LOST, null, false));
        queued(unsorted, POTHOLE);

        var tickets = new TicketRecords();
        events.forEach(tickets::on);

        assertThat(tickets.all()).extracting(TicketRecord::sortedAs).containsExactly(POTHOLE, POTHOLE, null);
        assertThat(tickets.all()).extracting(TicketRecord::keptAsSorted).containsExactly(true, false, false);
    }

    private ContactId speaks() {
        var contact = ContactId.next();
        events.add(new ContactArrived(NINE, contact, ChannelKind.VOICE));
        events.add(new AssistantReplied(NINE, contact));
        return contact;
    }

    private TicketId queued(ContactId contact, CategoryCode category) {
        var ticket = TicketId.next();
        events.add(new TicketOpened(NINE, ticket, "NCA-26-000001", ChannelKind.VOICE, category, contact));
        events.add(new ContactQueued(
                NINE, contact, ChannelKind.VOICE, ticket, category, List.of(), 0, 100, "fr", null, null, null, null));
        return ticket;
    }

    private void handled(ContactId contact) {
        events.add(new ContactConnected(NINE, contact, ANNE));
        events.add(new ContactHandled(NINE, contact, ANNE, "answered"));
    }

    private Figures figures() {
        var tally = new Tally(Parameters.DEFAULTS);
        var records = new ContactRecords((_, _) -> {});
        events.forEach(records::on);
        records.all().forEach(tally::add);
        return tally.figures();
    }
}
