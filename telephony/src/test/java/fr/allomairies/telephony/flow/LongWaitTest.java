package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.RoutingSnapshot.Estimate;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.Thresholds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongWaitTest {

    static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    static final CategoryCode POTHOLE = new CategoryCode("roads.pothole");
    static final Skill ROADS = new Skill("roads");
    static final Skill GENERAL = new Skill("general");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final Routing routing = mock();
    final CallStore calls = mock();
    final Catalogue catalogue = mock();
    final Manner manner = Manner.asShipped();
    final LongWait longWait = new LongWait(
            routing,
            calls,
            new CallerNumbers("FR", mock(OutwardSettings.class)),
            catalogue,
            manner,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void asksFor() {
        Category pothole = mock();
        Category other = mock();
        when(pothole.skill()).thenReturn(ROADS);
        when(other.skill()).thenReturn(GENERAL);
        when(catalogue.category(POTHOLE)).thenReturn(Optional.of(pothole));
        when(catalogue.other()).thenReturn(other);
    }

    @Test
    void isWhereNobodyIsAtWork() {
        calledFrom("+33493001122");
        people(List.of());
        assertThat(longWait.callback(CALL, POTHOLE)).contains("0493001122");
        people(List.of(), AgentState.OFFLINE, AgentState.PAUSED);
        assertThat(longWait.callback(CALL, POTHOLE)).isPresent();
    }

    @Test
    void isWhereNobodyIsFreeAndOneOfThoseWhoWaitHasOrWillWaitForLong() {
        calledFrom("+33493001122");
        var hasWaited = waiting(ChannelKind.VOICE, Duration.ofMinutes(4), null);
        var willWait = waiting(ChannelKind.VOICE, Duration.ZERO, Duration.ofMinutes(5));
        var soon = waiting(ChannelKind.VOICE, Duration.ofMinutes(1), Duration.ofMinutes(2));
        var mail = waiting(ChannelKind.EMAIL, Duration.ofHours(9), null);

        people(List.of(soon, hasWaited), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL, POTHOLE)).isPresent();
        people(List.of(willWait), AgentState.WRAP_UP);
        assertThat(longWait.callback(CALL, POTHOLE)).isPresent();
        people(List.of(soon, mail), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL, POTHOLE)).isEmpty();
        people(List.of(hasWaited), AgentState.ON_CONTACT, AgentState.AVAILABLE);
        assertThat(longWait.callback(CALL, POTHOLE)).isEmpty();
        people(List.of(), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL, POTHOLE)).isEmpty();
    }

    @Test
    void ofChatsIsByThoseWhoWaitInChats() {
        var chat = waiting(ChannelKind.CHAT, Duration.ofMinutes(4), null);
        people(List.of(chat), AgentState.ON_CONTACT);
        assertThat(longWait.isLong(ChannelKind::isChat, POTHOLE)).isTrue();
        assertThat(longWait.isLong(ChannelKind::isCall, POTHOLE)).isFalse();
    }

    /// A free colleague is no help to who needs another, nor is whoever waits for another a sign of a long wait.
    @Test
    void isAsLongAsTheCitySays() {
        calledFrom("+33493001122");
        people(List.of(waiting(ChannelKind.VOICE, Duration.ofMinutes(4), null)), AgentState.ON_CONTACT);
        manner.use(new Changes(Map.of(), Map.of(), new Thresholds(0.7, 0.5, 2, Duration.ofMinutes(5))));
        assertThat(longWait.callback(CALL, POTHOLE)).isEmpty();
        manner.use(Changes.NONE);
        assertThat(longWait.callback(CALL, POTHOLE)).isPresent();
    }

    @Test
    void isAboutThoseWhoCanTakeHim() {
        calledFrom("+33493001122");
        people(List.of(), AgentState.AVAILABLE);
        assertThat(longWait.callback(CALL, null)).as("nobody has the skill").isPresent();

        var rare = waiting(ChannelKind.VOICE, Duration.ofMinutes(9), null);
        when(rare.needs()).thenReturn(List.of(new SkillNeed(new Skill("water"), 1)));
        people(List.of(rare), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL, POTHOLE)).isEmpty();
    }

    @Test
    void isNoMatterForWhoCannotBeCalled() {
        people(List.of());
        calledFrom(null);
        assertThat(longWait.callback(CALL, POTHOLE)).isEmpty();
        calledFrom("+33899701122");
        assertThat(longWait.callback(CALL, POTHOLE)).as("at a premium").isEmpty();
    }

    private void calledFrom(@Nullable String number) {
        CallAccount account = mock();
        when(account.caller()).thenReturn(number == null ? null : new PhoneNumber(number));
        when(calls.find(any(CallId.class))).thenReturn(Optional.of(account));
    }

    private void people(List<Waiting> waiting, AgentState... states) {
        var agents = Stream.of(states)
                .map(state -> new AgentView(
                        new AgentId("agent-" + state.ordinal()),
                        state,
                        null,
                        NOW,
                        List.of(new SkillNeed(ROADS, 1)),
                        List.of()))
                .toList();
        when(routing.snapshot()).thenReturn(new RoutingSnapshot(NOW, waiting, agents));
    }

    private static Waiting waiting(ChannelKind channel, Duration already, @Nullable Duration expected) {
        Waiting waiting = mock();
        when(waiting.channel()).thenReturn(channel);
        when(waiting.needs()).thenReturn(List.of(new SkillNeed(ROADS, 1)));
        when(waiting.since()).thenReturn(NOW.minus(already));
        when(waiting.estimate()).thenReturn(expected == null ? null : new Estimate(expected, expected, expected, true));
        return waiting;
    }
}
