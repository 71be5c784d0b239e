package fr.allomairies.routing.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import fr.allomairies.routing.whatif.PastAgent.Leave;
import fr.allomairies.routing.whatif.PastAgent.Rest;
import fr.allomairies.routing.whatif.PastAgent.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PastDayReaderTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-04T23:00:00Z");
    private static final Instant NINE = MIDNIGHT.plus(Duration.ofHours(9));
    private static final AgentId AMINA = new AgentId("amina");
    private static final List<SkillNeed> LIGHTING = List.of(new SkillNeed(new Skill("lighting"), 2));
    private static final Rules RULES = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            new Ranking(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0),
            Map.of(),
            new ChannelRule(null, 1, Duration.ofMinutes(2), false, false),
            Map.of("all", new PriorityClass("all", 100, 0, 999, 0, Duration.ZERO, Duration.ofHours(9))),
            List.of(new Line(
                    "all",
                    Condition.ALWAYS,
                    "all",
                    List.of(new RelaxStep(Duration.ZERO, Requirement.ANY)),
                    List.of(),
                    List.of())));

    private final PastDayReader reader = new PastDayReader(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)), RULES, 1);

    @Test
    void aHandledContactTakesAsLongAsItTookWithoutItsInterruptions() {
        var contact = queued(ChannelKind.EMAIL, NINE);
        accepted(contact, NINE.plusSeconds(60));
        reader.on(new ContactParked(NINE.plusSeconds(100), contact, AMINA, ContactId.next()));
        reader.on(new ContactResumed(NINE.plusSeconds(400), contact, AMINA));
        reader.on(new ConversationEnded(NINE.plusSeconds(460), contact, AMINA, EndedBy.AGENT));
        reader.on(new ContactHandled(NINE.plusSeconds(490), contact, AMINA, "answered"));

        var past = day().contacts().getFirst();

        assertThat(past.talk()).isEqualTo(Duration.ofSeconds(100));
        assertThat(past.wrapUp()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whoAbandonedHasTheTimesOfOneOfTheSameChannelAndLeavesWhenHeLeft() {
        handled(ChannelKind.VOICE, NINE, 120);
        handled(ChannelKind.EMAIL, NINE, 600);
        var left = queued(ChannelKind.VOICE, NINE.plusSeconds(10));
        reader.on(new ContactAbandoned(NINE.plusSeconds(55), left, Stage.WAITING));

        var past = contact(left);

        assertThat(past.talk()).isEqualTo(Duration.ofSeconds(120));
        assertThat(past.patience()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void whoWasAnsweredIsMorePatientThanThat() {
        var answered = handled(ChannelKind.VOICE, NINE, 120);
        var left = queued(ChannelKind.VOICE, NINE.plusSeconds(10));
        reader.on(new ContactAbandoned(NINE.plusSeconds(310), left, Stage.WAITING));

        assertThat(contact(answered).patience()).isIn(null, Duration.ofSeconds(300));
    }

    @Test
    void whoCalledANumberComesToItsLineAgain() {
        var call = handled(ChannelKind.VOICE, NINE, 120);
        var mail = handled(ChannelKind.EMAIL, NINE, 600);
        var water = new Condition.Is(Condition.Attribute.NUMBER, "+33493000010");

        assertThat(water.holds(request(call))).isTrue();
        assertThat(water.holds(request(mail))).isFalse();
        assertThat(new Condition.Not(water).holds(request(mail))).isTrue();
    }

    private Request request(ContactId contact) {
        return Requests.of(contact(contact).queued());
    }

    @Test
    void aDayOnWhichNobodyWasHandledIsNotPlayed() {
        var left = queued(ChannelKind.VOICE, NINE);
        reader.on(new ContactAbandoned(NINE.plusSeconds(20), left, Stage.WAITING));

        assertThat(reader.day()).isEmpty();
    }

    @Test
    void knowsWhoWaitedAndWhoWorkedWhenTheDayBegan() {
        reader.on(new AgentSkillsChanged(MIDNIGHT.minusSeconds(9_000), AMINA, LIGHTING));
        var mail = queued(ChannelKind.EMAIL, MIDNIGHT.minusSeconds(600));
        handled(ChannelKind.EMAIL, MIDNIGHT.minusSeconds(500), 60);
        reader.on(new AgentStateChanged(MIDNIGHT.minusSeconds(300), AMINA, AgentState.PAUSED, "lunch"));
        handled(ChannelKind.EMAIL, NINE, 60);

        var day = day();

        assertThat(day.before().contacts())
                .singleElement()
                .satisfies(state -> assertThat(state.request().contact()).isEqualTo(mail));
        assertThat(day.before().agents())
                .singleElement()
                .extracting(AgentStatus::presence, AgentStatus::skills)
                .containsExactly(AgentStatus.Presence.PAUSED, LIGHTING);
        assertThat(day.prologue()).hasSize(4).contains(new AgentSkillsChanged(MIDNIGHT, AMINA, LIGHTING));
        assertThat(day.contacts()).hasSize(2);
    }

    @Test
    void aTransferredCallIsOneConversation() {
        handled(ChannelKind.VOICE, NINE, 60);
        var call = queued(ChannelKind.VOICE, NINE);
        accepted(call, NINE.plusSeconds(10));
        transferred(call, NINE.plusSeconds(70));
        accepted(call, NINE.plusSeconds(100));
        reader.on(new ConversationEnded(NINE.plusSeconds(130), call, AMINA, EndedBy.CITIZEN));
        reader.on(new ContactHandled(NINE.plusSeconds(150), call, AMINA, "answered"));

        assertThat(contact(call).talk()).hasSeconds(90);
        assertThat(contact(call).wrapUp()).hasSeconds(20);
        assertThat(day().contacts()).hasSize(2);
    }

    /// It is nobody's call any more, and the clock ends it.
    @Test
    void playsADayThatBeginsInTheWrapUpOfATransfer() {
        var call = queued(ChannelKind.VOICE, MIDNIGHT.minusSeconds(200));
        accepted(call, MIDNIGHT.minusSeconds(190));
        var rest = transferred(call, MIDNIGHT.minusSeconds(10));
        handled(ChannelKind.VOICE, NINE, 60);
        var told = new ArrayList<Event>();

        new WhatIf(day(), new Scenario(RULES, Change.NONE), told::add).playTo(NINE);

        assertThat(told)
                .filteredOn(event -> event instanceof ContactHandled handled
                        && handled.contact().equals(rest))
                .hasSize(1);
    }

    private ContactId transferred(ContactId call, Instant at) {
        var rest = ContactId.next();
        reader.on(new ContactTransferred(
                at, call, AMINA, new CategoryCode("lighting.lamp-out"), List.of(), null, null, rest));
        return rest;
    }

    @Test
    void anAgentWantedWhatHisStatesTell() {
        handled(ChannelKind.VOICE, NINE, 60);
        state(NINE, AgentState.AVAILABLE, null);
        state(NINE.plusSeconds(10), AgentState.OFFERED, null);
        state(NINE.plusSeconds(20), AgentState.ON_CONTACT, null);
        state(NINE.plusSeconds(80), AgentState.PAUSED, "lunch");
        state(NINE.plusSeconds(90), AgentState.OFFLINE, null);

        assertThat(day().agents())
                .containsExactly(new PastAgent(
                        AMINA,
                        List.of(
                                new Work(NINE),
                                new Rest(NINE.plusSeconds(80), "lunch"),
                                new Leave(NINE.plusSeconds(90)))));
    }

    @Test
    void nothingAfterTheDayIsSeen() {
        handled(ChannelKind.VOICE, NINE, 60);
        handled(ChannelKind.VOICE, NINE.plus(Duration.ofDays(1)), 60);

        assertThat(day().contacts()).hasSize(1);
    }

    private PastDay day() {
        return reader.day().orElseThrow();
    }

    private PastContact contact(ContactId contact) {
        return day().contacts().stream()
                .filter(past -> past.queued().contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    private void state(Instant at, AgentState state, String reason) {
        reader.on(new AgentStateChanged(at, AMINA, state, reason));
    }

    private ContactId handled(ChannelKind channel, Instant at, int seconds) {
        var contact = queued(channel, at);
        accepted(contact, at.plusSeconds(4));
        reader.on(new ConversationEnded(at.plusSeconds(4 + seconds), contact, AMINA, EndedBy.CITIZEN));
        reader.on(new ContactHandled(at.plusSeconds(4 + seconds), contact, AMINA, "answered"));
        return contact;
    }

    private void accepted(ContactId contact, Instant at) {
        reader.on(new ContactOffered(at.minusSeconds(3), contact, AMINA, at.plusSeconds(17), Duration.ZERO, 0, null));
        reader.on(new OfferAccepted(at, contact, AMINA));
    }

    private ContactId queued(ChannelKind channel, Instant at) {
        var contact = ContactId.next();
        reader.on(new ContactArrived(at, contact, channel));
        reader.on(new ContactQueued(
                at,
                contact,
                channel,
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                List.of(),
                0,
                100,
                "fr",
                null,
                null,
                null,
                null,
                channel.isCall() ? "+33493000010" : null));
        return contact;
    }
}
