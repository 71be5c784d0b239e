package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.RoutingSnapshot.Estimate;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.call.CallId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LongWaitTest {

    static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final Routing routing = mock();
    final CallStore calls = mock();
    final LongWait longWait = new LongWait(
            routing, calls, new CallerNumbers("FR", mock(OutwardSettings.class)), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void isWhereNobodyIsAtWork() {
        calledFrom("+33493001122");
        people(List.of());
        assertThat(longWait.callback(CALL)).contains("0493001122");
        people(List.of(), AgentState.OFFLINE, AgentState.PAUSED);
        assertThat(longWait.callback(CALL)).isPresent();
    }

    @Test
    void isWhereNobodyIsFreeAndOneOfThoseWhoWaitHasOrWillWaitForLong() {
        calledFrom("+33493001122");
        var hasWaited = waiting(ChannelKind.VOICE, Duration.ofMinutes(4), null);
        var willWait = waiting(ChannelKind.VOICE, Duration.ZERO, Duration.ofMinutes(5));
        var soon = waiting(ChannelKind.VOICE, Duration.ofMinutes(1), Duration.ofMinutes(2));
        var mail = waiting(ChannelKind.EMAIL, Duration.ofHours(9), null);

        people(List.of(soon, hasWaited), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL)).isPresent();
        people(List.of(willWait), AgentState.WRAP_UP);
        assertThat(longWait.callback(CALL)).isPresent();
        people(List.of(soon, mail), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL)).isEmpty();
        people(List.of(hasWaited), AgentState.ON_CONTACT, AgentState.AVAILABLE);
        assertThat(longWait.callback(CALL)).isEmpty();
        people(List.of(), AgentState.ON_CONTACT);
        assertThat(longWait.callback(CALL)).isEmpty();
    }

    @Test
    void isNoMatterForWhoCannotBeCalled() {
        people(List.of());
        calledFrom(null);
        assertThat(longWait.callback(CALL)).isEmpty();
        calledFrom("+33899701122");
        assertThat(longWait.callback(CALL)).as("at a premium").isEmpty();
    }

    private void calledFrom(@Nullable String number) {
        CallAccount account = mock();
        when(account.caller()).thenReturn(number == null ? null : new PhoneNumber(number));
        when(calls.find(any(CallId.class))).thenReturn(Optional.of(account));
    }

    private void people(List<Waiting> waiting, AgentState... states) {
        var agents = Stream.of(states)
                .map(state ->
                        new AgentView(new AgentId("agent-" + state.ordinal()), state, null, NOW, List.of(), List.of()))
                .toList();
        when(routing.snapshot()).thenReturn(new RoutingSnapshot(NOW, waiting, agents));
    }

    private static Waiting waiting(ChannelKind channel, Duration already, @Nullable Duration expected) {
        Waiting waiting = mock();
        when(waiting.channel()).thenReturn(channel);
        when(waiting.since()).thenReturn(NOW.minus(already));
        when(waiting.estimate()).thenReturn(expected == null ? null : new Estimate(expected, expected, expected, true));
        return waiting;
    }
}
