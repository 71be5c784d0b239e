package fr.allomairies.workspace.board.measures;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.contact.TicketId;
import fr.allomairies.workspace.board.measures.ContactRecord.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Worked out by hand from the dictionary.
class MeasuresTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");
    private static final AgentId ANNE = new AgentId("anne");
    private static final AgentId BASTIEN = new AgentId("bastien");
    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");

    private final List<Event> events = new ArrayList<>();

    @Test
    void answersTheTrackingPageInTheTimeOfAMailAndNotOfACall() {
        assertThat(Parameters.DEFAULTS.answerWithin(new ChannelKind("web")))
                .isEqualTo(Parameters.DEFAULTS.answerWithin(ChannelKind.EMAIL));
    }

    @Test
    void countsTheServiceLevelByItsFourRules() {
        answered(10);
        answered(20);
        answered(21);
        answered(300);
        abandoned(5);
        abandoned(6);
        abandoned(90);
        waitingFor(1);

        assertThat(figures().offered()).isEqualTo(8);
        assertThat(figures().serviceLevel()).isEqualTo(2.0 / (4 + 3 - 1));
        assertThat(tally().serviceLevel(ServiceLevelRule.B)).isEqualTo(2.0 / 4);
        assertThat(tally().serviceLevel(ServiceLevelRule.C)).isEqualTo((2.0 + 2) / 8);
        assertThat(tally().serviceLevel(ServiceLevelRule.D)).isEqualTo(2.0 / 8);
    }

    @Test
    void countsAbandonmentWithAndWithoutTheShortOnes() {
        answered(10);
        abandoned(5);
        abandoned(6);
        abandoned(90);

        assertThat(figures().shortAbandons()).isEqualTo(1);
        assertThat(figures().abandonmentRate()).isEqualTo(3.0 / 4);
        assertThat(figures().abandonmentRateWithoutShort()).isEqualTo(2.0 / 3);
        assertThat(figures().answerRate()).isEqualTo(1.0 / 4);
    }

    @Test
    void judgesTheAnswerRateByThoseWhoseWaitIsOver() {
        waitingFor(1);
        assertThat(figures().answerRate()).isNull();

        answered(10);
        answered(20);
        answered(300);
        abandoned(90);

        assertThat(figures().waiting()).isEqualTo(1);
        assertThat(figures().answerRate()).isEqualTo(3.0 / 4);
    }

    @Test
    void takesAPromisedCallbackForNoAbandonment() {
        var contact = waitingFor(0);
        events.add(new ContactEnded(NINE.plusSeconds(40), contact, Outcome.CALLBACK));

        assertThat(figures().abandoned()).isZero();
        assertThat(figures().callbacks()).isEqualTo(1);
        assertThat(figures().abandonmentRate()).isZero();
        assertThat(figures().answerRate()).isZero();
    }

    /// The agent has worked on it all the same.
    @Test
    void takesACallBackThatNobodyAnsweredForNoAnswer() {
        var contact = waitingFor(0);
        var marie = new AgentId("marie");
        events.add(new OfferAccepted(NINE.plusSeconds(40), contact, marie));
        events.add(new CitizenNotReached(NINE.plusSeconds(60), contact, 1, false));
        events.add(new ConversationEnded(NINE.plusSeconds(60), contact, marie, EndedBy.SYSTEM));
        events.add(new ContactHandled(NINE.plusSeconds(70), contact, marie, null));

        assertThat(figures().answered()).isZero();
        assertThat(figures().abandoned()).isZero();
        assertThat(figures().endedOtherwise()).isEqualTo(1);
        assertThat(figures().handled()).isEqualTo(1);
    }

    /// Once, as what became of it: a message left is neither answered nor abandoned, and who left none gave up.
    @Test
    void countsACallThatLeftTheQueueOnce() {
        overflowed(new ContactEnded(NINE.plusSeconds(240), waitingFor(0), Outcome.OVERFLOWED));
        overflowed(new ContactAbandoned(NINE.plusSeconds(190), waitingFor(0), Stage.WAITING));
        var served = waitingFor(0);
        overflowed(new ContactConnected(NINE.plusSeconds(181), served, new AgentId("marie")));
        events.add(new ContactEnded(NINE.plusSeconds(300), served, Outcome.HANDLED));

        assertThat(figures().offered()).isEqualTo(3);
        assertThat(figures().endedOtherwise()).isEqualTo(1);
        assertThat(figures().abandoned()).isEqualTo(1);
        assertThat(figures().answered()).isEqualTo(1);
        assertThat(figures().waiting()).isZero();
    }

    /// As in a day that is played again, where nobody tells how it ended.
    @Test
    void countsACallThatLeftTheQueueBeforeItsEndIsTold() {
        events.add(new ContactOverflowed(
                NINE.plusSeconds(180), waitingFor(0), "calls", "voicemail", OverflowReason.NOBODY_SIGNED_IN));

        assertThat(figures().endedOtherwise()).isEqualTo(1);
        assertThat(figures().waiting()).isZero();
    }

    /// Who waits on with another line is counted as what becomes of him, and his way is counted apart.
    @Test
    void countsFromWhereToWhereContactsOverflowed() {
        var first = waitingFor(0);
        events.add(new ContactShared(NINE.plusSeconds(60), first, "calls", "chats", 1, OverflowReason.WAITED));
        events.add(new ContactOverflowed(
                NINE.plusSeconds(180), first, "calls", "voicemail", OverflowReason.NOBODY_SIGNED_IN));
        events.add(new ContactShared(NINE.plusSeconds(60), waitingFor(0), "calls", "chats", 1, OverflowReason.CROWDED));

        var overflows = new Overflows();
        var records = new ContactRecords(overflows);
        events.forEach(records::on);

        assertThat(overflows.counts())
                .containsExactly(
                        new Overflows.Count("calls", "chats", 2), new Overflows.Count("calls", "voicemail", 1));
        assertThat(figures().waiting()).isEqualTo(1);
        assertThat(figures().endedOtherwise()).isEqualTo(1);
    }

    private void overflowed(ContactEvent then) {
        events.add(new ContactOverflowed(
                NINE.plusSeconds(180), then.contact(), "calls", "voicemail", OverflowReason.NOBODY_SIGNED_IN));
        events.add(then);
    }

    @Test
    void countsWhatEndedInTheMenuApart() {
        var leaves = arrived(ChannelKind.VOICE);
        events.add(new ContactAbandoned(NINE.plusSeconds(3), leaves, Stage.MENU));
        var served = arrived(ChannelKind.VOICE);
        events.add(new ContactEnded(NINE.plusSeconds(30), served, Outcome.SELF_SERVED));
        var blocked = arrived(ChannelKind.VOICE);
        events.add(new ContactEnded(NINE.plusSeconds(9), blocked, Outcome.BLOCKED));
        var lost = arrived(ChannelKind.VOICE);
        events.add(new ContactEnded(NINE.plusSeconds(9), lost, Outcome.LOST));
        arrived(ChannelKind.VOICE);

        assertThat(figures().offered()).isZero();
        assertThat(figures().abandonedInMenu()).isEqualTo(1);
        assertThat(figures().selfServed()).isEqualTo(1);
        assertThat(figures().inMenu()).isEqualTo(1);
        assertThat(figures().serviceLevel()).isNull();
        assertThat(figures().abandonmentRate()).isNull();
    }

    /// Nobody chose it: he neither gave up nor overflowed.
    @Test
    void countsWhoWasLostWithHisServerAsNeitherAbandonedNorAnswered() {
        var lost = waitingFor(0);
        events.add(new ContactOverflowed(
                NINE.plusSeconds(40), lost, "calls", ContactOverflowed.LOST, OverflowReason.CHOSEN));
        events.add(new ContactEnded(NINE.plusSeconds(41), lost, Outcome.LOST));

        var figures = figures();
        assertThat(figures.offered()).isEqualTo(1);
        assertThat(figures.endedOtherwise()).isEqualTo(1);
        assertThat(figures.abandoned() + figures.answered() + figures.overflowed())
                .isZero();
    }

    @Test
    void measuresTheWaitsOfTheAnsweredAlone() {
        answered(10);
        answered(20);
        answered(60);
        abandoned(4000);

        assertThat(figures().averageWait()).isEqualTo(30);
        assertThat(figures().medianWait()).isEqualTo(20);
        assertThat(figures().p95Wait()).isEqualTo(60);
    }

    @Test
    void measuresHoldApartFromTalkAndWithinTheHandleTime() {
        var contact = waitingFor(0);
        events.add(new OfferAccepted(NINE.plusSeconds(10), contact, ANNE));
        events.add(new ContactHeld(NINE.plusSeconds(30), contact, ANNE));
        events.add(new HoldEnded(NINE.plusSeconds(50), contact, ANNE));
        events.add(new ContactHeld(NINE.plusSeconds(90), contact, ANNE));
        events.add(new ConversationEnded(NINE.plusSeconds(110), contact, ANNE, EndedBy.CITIZEN));
        events.add(new ContactHandled(NINE.plusSeconds(130), contact, ANNE, "answered"));

        assertThat(figures().averageTalk()).isEqualTo(60);
        assertThat(figures().averageHold()).isEqualTo(40);
        assertThat(figures().averageWrapUp()).isEqualTo(20);
        assertThat(figures().handleTime()).isEqualTo(120);
    }

    /// Her line was lost in mid-call, and he did not wait for the next.
    @Test
    void countsWhoLeavesAfterAnAgentsLineWasLostAsAnswered() {
        var contact = waitingFor(0);
        events.add(new OfferAccepted(NINE.plusSeconds(10), contact, ANNE));
        events.add(new ContactTakenBack(NINE.plusSeconds(70), contact, ANNE, TakeBackReason.LINE_LOST));
        assertThat(phaseOf(contact)).isEqualTo(Phase.WAITING);
        events.add(new ContactAbandoned(NINE.plusSeconds(100), contact, Stage.WAITING));

        assertThat(figures().answered()).isEqualTo(1);
        assertThat(figures().abandoned()).isZero();
        assertThat(figures().handled()).isEqualTo(1);
        assertThat(figures().averageTalk()).isEqualTo(60);
    }

    /// She passed him on after 60 seconds of talk, and wrote for 40 while Bastien spoke with him already.
    @Test
    void countsOneHandledContactForEachAgentOfATransfer() {
        var contact = waitingFor(0);
        var rest = transferredAfterAMinute(contact);
        assertThat(phaseOf(contact)).isEqualTo(Phase.WAITING);
        events.add(new OfferAccepted(NINE.plusSeconds(80), contact, BASTIEN));
        events.add(new ContactConnected(NINE.plusSeconds(81), contact, BASTIEN));
        events.add(new ContactHandled(NINE.plusSeconds(110), rest, ANNE, "handed-over"));
        assertThat(phaseOf(contact)).isEqualTo(Phase.IN_CONVERSATION);
        events.add(new ConversationEnded(NINE.plusSeconds(200), contact, BASTIEN, EndedBy.CITIZEN));
        events.add(new ContactHandled(NINE.plusSeconds(220), contact, BASTIEN, "answered"));

        assertThat(figures().offered()).isEqualTo(1);
        assertThat(figures().answered()).isEqualTo(1);
        assertThat(figures().averageWait()).isEqualTo(10);
        assertThat(figures().handled()).isEqualTo(2);
        assertThat(figures().averageTalk()).isEqualTo((60 + 120) / 2.0);
        assertThat(figures().averageWrapUp()).isEqualTo((40 + 20) / 2.0);

        var shares = new AgentShares(Parameters.DEFAULTS);
        var records = new ContactRecords(shares);
        events.forEach(records::on);
        assertThat(shares.figures(ANNE).handled()).isEqualTo(1);
        assertThat(shares.figures(ANNE).averageTalk()).isEqualTo(60);
        assertThat(shares.figures(BASTIEN).handled()).isEqualTo(1);
        assertThat(shares.figures(BASTIEN).handleTime()).isEqualTo(120 + 20);
    }

    /// He did not wait for the next: he was answered once, and her wrap-up goes on after his end.
    @Test
    void countsWhoLeavesAfterATransferAsAnswered() {
        var contact = waitingFor(0);
        var rest = transferredAfterAMinute(contact);
        events.add(new ContactAbandoned(NINE.plusSeconds(80), contact, Stage.WAITING));
        assertThat(figures().handled()).isZero();
        events.add(new ContactHandled(NINE.plusSeconds(110), rest, ANNE, null));

        assertThat(figures().answered()).isEqualTo(1);
        assertThat(figures().abandoned()).isZero();
        assertThat(figures().handled()).isEqualTo(1);
        assertThat(figures().averageWrapUp()).isEqualTo(40);
    }

    private ContactId transferredAfterAMinute(ContactId contact) {
        var rest = ContactId.next();
        events.add(new OfferAccepted(NINE.plusSeconds(10), contact, ANNE));
        events.add(new ContactTransferred(
                NINE.plusSeconds(70), contact, ANNE, new CategoryCode("other"), List.of(), BASTIEN, null, rest));
        return rest;
    }

    @Test
    void followsAContactThroughItsPhases() {
        var contact = arrived(ChannelKind.VOICE);
        assertThat(phaseOf(contact)).isEqualTo(Phase.IN_MENU);
        events.add(queued(contact, ChannelKind.VOICE, NINE));
        assertThat(phaseOf(contact)).isEqualTo(Phase.WAITING);
        events.add(new OfferAccepted(NINE, contact, ANNE));
        assertThat(phaseOf(contact)).isEqualTo(Phase.IN_CONVERSATION);
        events.add(new ConversationEnded(NINE, contact, ANNE, EndedBy.AGENT));
        assertThat(phaseOf(contact)).isEqualTo(Phase.WRAP_UP);
        events.add(new ContactHandled(NINE, contact, ANNE, null));
        assertThat(phaseOf(contact)).isEqualTo(Phase.OVER);
    }

    @Test
    void keepsTheAgentOfTheLegWhenTheSafetyNetNamesItLater() {
        var contact = waitingFor(0);
        events.add(new ContactConnected(NINE.plusSeconds(8), contact, null));
        events.add(new OfferAccepted(NINE.plusSeconds(9), contact, ANNE));

        var legs = records().get(contact).orElseThrow().legs();
        assertThat(legs).hasSize(1);
        assertThat(legs.getFirst().agent()).isEqualTo(ANNE);
        assertThat(legs.getFirst().accepted()).isEqualTo(NINE.plusSeconds(8));
    }

    @Test
    void givesEachChannelItsOwnTimeToAnswer() {
        answered(ChannelKind.EMAIL, 3 * 3600);
        answered(ChannelKind.EMAIL, 5 * 3600);
        answered(ChannelKind.VOICE, 21);

        assertThat(figures().answeredInTime()).isEqualTo(1);
    }

    @Test
    void takesTheFirstHumanMessageForTheFirstResponse() {
        var contact = arrived(ChannelKind.EMAIL);
        var ticket = ticketOf(contact);
        events.add(queued(contact, ChannelKind.EMAIL, NINE));
        var acknowledgement = message(ticket, InteractionKind.ACKNOWLEDGEMENT, 1, null);
        events.add(new MessageSent(NINE.plusSeconds(9), ticket, acknowledgement, ChannelKind.EMAIL));
        message(ticket, InteractionKind.NOTE, 100, ANNE);
        message(ticket, InteractionKind.MESSAGE, 600, ANNE);
        message(ticket, InteractionKind.MESSAGE, 900, ANNE);

        assertThat(figures().firstResponse()).isEqualTo(600);
        assertThat(records().get(contact).orElseThrow().acknowledged()).isEqualTo(NINE.plusSeconds(9));
    }

    @Test
    void occupancyLeavesPausesOut() {
        var times = new AgentTimes(new Interval(NINE, NINE.plusSeconds(900)));
        times.on(state(-60, AgentState.AVAILABLE, null));
        times.on(state(100, AgentState.OFFERED, null));
        times.on(state(110, AgentState.ON_CONTACT, null));
        times.on(state(300, AgentState.WRAP_UP, null));
        times.on(state(330, AgentState.PAUSED, "lunch"));
        times.on(state(700, AgentState.AVAILABLE, null));

        assertThat(times.spent(NINE.plusSeconds(800)))
                .containsEntry(AgentState.AVAILABLE, ofSeconds(200))
                .containsEntry(AgentState.PAUSED, ofSeconds(370));
        assertThat(times.occupancy(NINE.plusSeconds(800))).isEqualTo(220.0 / (220 + 200 + 10), within(1e-12));
    }

    @Test
    void keepsSinceWhenAStateIsToldAgain() {
        var times = new AgentTimes(new Interval(NINE, NINE.plusSeconds(900)));
        times.on(state(10, AgentState.AVAILABLE, null));
        times.on(state(50, AgentState.AVAILABLE, null));

        assertThat(times.standings().iterator().next().since()).isEqualTo(NINE.plusSeconds(10));
    }

    @Test
    void anEndedContactStaysAsItEnded() {
        abandoned(30);
        var contact = ((ContactAbandoned) events.getLast()).contact();
        events.add(new OfferAccepted(NINE.plusSeconds(31), contact, ANNE));

        assertThat(figures().answered()).isZero();
        assertThat(figures().abandoned()).isEqualTo(1);
    }

    private Tally tally() {
        var tally = new Tally(Parameters.DEFAULTS);
        records().all().forEach(tally::add);
        return tally;
    }

    private Figures figures() {
        return tally().figures();
    }

    private ContactRecords records() {
        var records = new ContactRecords((_, _) -> {});
        events.forEach(records::on);
        return records;
    }

    private Phase phaseOf(ContactId contact) {
        return records().get(contact).orElseThrow().phase();
    }

    private ContactId arrived(ChannelKind channel) {
        var contact = ContactId.next();
        events.add(new ContactArrived(NINE, contact, channel));
        return contact;
    }

    private ContactId waitingFor(int secondsAfterNine) {
        var contact = arrived(ChannelKind.VOICE);
        events.add(queued(contact, ChannelKind.VOICE, NINE.plusSeconds(secondsAfterNine)));
        return contact;
    }

    private void answered(int seconds) {
        answered(ChannelKind.VOICE, seconds);
    }

    private void answered(ChannelKind channel, int seconds) {
        var contact = arrived(channel);
        events.add(queued(contact, channel, NINE));
        events.add(new OfferAccepted(NINE.plusSeconds(seconds), contact, ANNE));
    }

    private void abandoned(int seconds) {
        var contact = waitingFor(0);
        events.add(new ContactAbandoned(NINE.plusSeconds(seconds), contact, Stage.WAITING));
    }

    private static ContactQueued queued(ContactId contact, ChannelKind channel, Instant at) {
        return new ContactQueued(
                at,
                contact,
                channel,
                ticketOf(contact),
                LAMP,
                List.of(new SkillNeed(new Skill("lighting"), 1)),
                10,
                100,
                "fr",
                null,
                null,
                null,
                null);
    }

    private static TicketId ticketOf(ContactId contact) {
        return new TicketId(contact.value());
    }

    private InteractionId message(TicketId ticket, InteractionKind kind, int seconds, AgentId author) {
        var interaction = InteractionId.next();
        events.add(new InteractionAdded(
                NINE.plusSeconds(seconds),
                ticket,
                interaction,
                kind,
                kind == InteractionKind.NOTE ? Direction.INTERNAL : Direction.OUT,
                ChannelKind.EMAIL,
                null,
                author));
        return interaction;
    }

    private static AgentStateChanged state(int seconds, AgentState state, String reason) {
        return new AgentStateChanged(NINE.plusSeconds(seconds), ANNE, state, reason);
    }
}
