package fr.allomairies.workspace.trial;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.workspace.board.measures.ContactRecords;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.TicketRecords;
import fr.allomairies.workspace.board.reports.Facts;
import fr.allomairies.workspace.trial.Comparison.Line;
import fr.allomairies.workspace.trial.Comparison.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final AgentId ANNE = new AgentId("anne");
    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    private static final CategoryCode POTHOLE = new CategoryCode("roads.pothole");

    private final List<Event> events = new ArrayList<>();

    @Test
    void countsEachConversationOnItsSideAndNoOther() {
        answered(drawn(4, false));
        answered(drawn(4, false));
        events.add(new ContactAbandoned(NINE, drawn(4, false), Stage.MENU));
        answered(drawn(4, true));
        handedOver(drawn(4, true), AssistantEnd.LOST, null, false);
        answered(drawn(3, true));
        answered(speaks());

        var compared = compared();

        assertThat(compared.inUse()).isEqualTo(3);
        assertThat(compared.tried()).isEqualTo(2);
        assertThat(line(compared, "containment")).isEqualTo(new Line("containment", new Share(2, 3), new Share(1, 2)));
        assertThat(line(compared, "end.LOST")).isEqualTo(new Line("end.LOST", new Share(0, 3), new Share(1, 2)));
        assertThat(line(compared, "containment").verdict()).isEqualTo("too-few");
    }

    @Test
    void saysWhichTopicsWereKeptAndWhatItWasWrongAbout() {
        handedOver(drawn(4, false), AssistantEnd.UNDERSTOOD, POTHOLE, false);
        var corrected = handedOver(drawn(4, true), AssistantEnd.UNDERSTOOD, POTHOLE, false);
        events.add(new TicketClassified(NINE, corrected, LAMP, ANNE));
        handedOver(drawn(4, true), AssistantEnd.UNDERSTOOD, POTHOLE, false);
        var falseAlarm = drawn(4, true);
        handedOver(falseAlarm, AssistantEnd.DANGER, null, true);
        events.add(new DangerCorrected(NINE, falseAlarm, ANNE, false));
        var missed = drawn(4, false);
        handedOver(missed, AssistantEnd.UNDERSTOOD, POTHOLE, false);
        events.add(new DangerCorrected(NINE, missed, ANNE, true));

        var compared = compared();

        assertThat(line(compared, "kept")).isEqualTo(new Line("kept", new Share(2, 2), new Share(1, 2)));
        assertThat(line(compared, "false-alarms"))
                .isEqualTo(new Line("false-alarms", new Share(0, 0), new Share(1, 1)));
        assertThat(line(compared, "missed-dangers"))
                .isEqualTo(new Line("missed-dangers", new Share(1, 2), new Share(0, 2)));
    }

    private Comparison compared() {
        var contacts = new ContactRecords((_, _) -> {});
        var tickets = new TicketRecords();
        events.forEach(contacts::on);
        events.forEach(tickets::on);
        var day = new Interval(NINE.minus(Duration.ofDays(1)), NINE.plus(Duration.ofDays(1)));
        return Comparison.of(4, new Facts(day, 0, NINE, NINE, List.copyOf(contacts.all()), List.of(), tickets.all()));
    }

    private static Line line(Comparison compared, String key) {
        return compared.lines().stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private ContactId speaks() {
        var contact = ContactId.next();
        events.add(new ContactArrived(NINE, contact, ChannelKind.CHAT));
        events.add(new AssistantReplied(NINE, contact));
        return contact;
    }

    private ContactId drawn(int trial, boolean tried) {
        var contact = ContactId.next();
        events.add(new ContactArrived(NINE, contact, ChannelKind.CHAT));
        events.add(new AssistantDrawn(NINE, contact, trial, tried));
        events.add(new AssistantReplied(NINE, contact));
        return contact;
    }

    private void answered(ContactId contact) {
        events.add(new AssistantEnded(NINE, contact, AssistantEnd.ANSWERED, null, false));
        events.add(new ContactEnded(NINE, contact, Outcome.SELF_SERVED));
    }

    private TicketId handedOver(ContactId contact, AssistantEnd how, @Nullable CategoryCode category, boolean urgent) {
        var ticket = TicketId.next();
        events.add(new AssistantEnded(NINE, contact, how, category, urgent));
        var as = category == null ? POTHOLE : category;
        events.add(new TicketOpened(NINE, ticket, "NCA-26-000001", ChannelKind.CHAT, as, contact));
        events.add(new ContactQueued(
                NINE, contact, ChannelKind.CHAT, ticket, as, List.of(), 0, 100, "fr", null, null, null, null));
        return ticket;
    }
}
