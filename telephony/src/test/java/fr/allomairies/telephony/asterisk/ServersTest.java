package fr.allomairies.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.telephony.TelephonySettings.AsteriskServer;
import fr.allomairies.telephony.TelephonySettings.AsteriskSettings;
import fr.allomairies.telephony.asterisk.Channels.RingingLeg;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.flow.CallSignals;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.junit.jupiter.api.Test;

class ServersTest {

    static final AgentId MARIE = new AgentId("marie");
    static final CallId CALLBACK = CallId.callback(1, new CallId("two-1795295779.3"));
    static final Leg RINGS = new Leg(CALLBACK, MARIE, Instant.EPOCH, 1);

    final CallSignals signals = mock();
    final Servers servers = servers(signals);

    @Test
    void givesOurCallToWhichHasTheFewestForItsWeight() {
        assertThat(Servers.lightest(List.of(server("one", 1, 0), server("two", 3, 1))))
                .isEqualTo("two");
        assertThat(Servers.lightest(List.of(server("one", 1, 0), server("two", 3, 3))))
                .isEqualTo("one");
    }

    @Test
    void givesNoneToAServerThatIsDrained() {
        assertThat(Servers.lightest(List.of(server("one", 0, 0), server("two", 1, 40))))
                .isEqualTo("two");
        assertThat(Servers.lightest(List.of(server("one", 0, 0)))).isNull();
        assertThat(Servers.lightest(List.of())).isNull();
    }

    /// A name may be the beginning of another one.
    @Test
    void tellsFromItsIdWhereACallHasArrived() {
        var call = new CallId("asterisk-1-2-1795295779.12");

        assertThat(Servers.arrivedAt("asterisk-1-2", call)).isTrue();
        assertThat(Servers.arrivedAt("asterisk-1", call)).isFalse();
        assertThat(Servers.arrivedAt("asterisk-1-2", CallId.callback(1, call))).isFalse();
        assertThat(Servers.arrivedAt("asterisk-1-2", CallId.placed(UUID.randomUUID())))
                .isFalse();
    }

    @Test
    void losesAServerOnlyWhileAnotherIsInHand() {
        when(two().ami().isAwayFor(any())).thenReturn(true);
        assertThat(servers.isLost(two())).isFalse();

        when(one().ami().inHand()).thenReturn(true);
        assertThat(servers.isLost(two())).isTrue();
        assertThat(servers.isLost(one())).isFalse();
    }

    /// The phone still rings there for all that we have heard.
    @Test
    void ringsForACallbackAtTheOtherServerWhenItsOwnIsLost() {
        two().channels().leg(RINGS.id() + "-web", new RingingLeg(CALLBACK, RINGS.id(), MARIE));
        one().phones().changed("PJSIP/marie-web", "NOT_INUSE");
        when(one().ami().inHand()).thenReturn(true);
        when(signals.carrier(CALLBACK)).thenReturn(Optional.of("two"));
        assertThat(servers.forOurCall(RINGS)).isSameAs(two());

        when(two().ami().isAwayFor(any())).thenReturn(true);

        assertThat(servers.of(CALLBACK)).isSameAs(two());
        assertThat(servers.forOurCall(RINGS)).isSameAs(one());
        verify(signals).carries(CALLBACK, "one");
    }

    @Test
    void saysToACallerThatWeLiveOnlyWhereHeIsKnown() throws Exception {
        var mine = new CallId("one-1795295779.0");
        var stranger = new CallId("three-1795295779.0");
        var namesake = new CallId("one-1795295779.7");
        when(one().ami().awaitInHand()).thenReturn(true);
        when(signals.alive()).thenReturn(true);
        one().channels().caller(mine.value());

        verify(asks(mine)).setVariable("ALLO_ALIVE", "yes");
        verify(asks(stranger), never()).setVariable(any(), any());
        verify(asks(namesake), never()).setVariable(any(), any());
    }

    @Test
    void asksTheOtherServersForRecordingsWhenOneIsInTrouble() throws Exception {
        var here = new CallId("one-1795295779.0");
        var there = new CallId("two-1795295779.0");
        for (var server : servers.all()) {
            when(server.ami().connected()).thenReturn(true);
            when(server.recorder().reaches(any())).thenReturn(true);
        }
        when(one().recorder().objections()).thenThrow(new IOException("no answer"));
        when(one().recorder().segments()).thenReturn(Map.of(here, new TreeSet<>(Set.of(1))));
        when(two().recorder().segments()).thenReturn(Map.of(there, new TreeSet<>(Set.of(1))));
        var recorder = new ServersRecorder(servers);

        assertThat(recorder.objections()).isEmpty();
        assertThat(recorder.segments()).containsOnlyKeys(there);
        assertThat(recorder.reaches(there)).isTrue();
        assertThat(recorder.reaches(here)).isFalse();
    }

    @Test
    void missesNoRecordingOfAServerThatHasComeBackSince() {
        var there = new CallId("two-1795295779.0");
        when(two().recorder().reaches(there)).thenReturn(true);
        var recorder = new ServersRecorder(servers);

        recorder.objections();
        recorder.segments();
        when(two().ami().connected()).thenReturn(true);

        assertThat(recorder.reaches(there)).isFalse();
    }

    private AgiChannel asks(CallId call) throws AgiException {
        AgiRequest request = mock();
        AgiChannel channel = mock();
        when(request.getUniqueId()).thenReturn(call.value());
        new AliveScript(servers, signals).service(request, channel);
        return channel;
    }

    private Asterisk one() {
        return servers.all().getFirst();
    }

    private Asterisk two() {
        return servers.all().getLast();
    }

    private static Servers servers(CallSignals signals) {
        try (var amis = mockConstruction(AmiLink.class);
                var recorders = mockConstruction(AsteriskRecorder.class)) {
            var settings = new AsteriskSettings(
                    named("one"), "127.0.0.1", 4573, 0, List.of(named("two")), Duration.ofSeconds(10));
            var servers = new Servers(settings, "3906", () -> signals, Clock.systemUTC());
            assertThat(amis.constructed()).hasSameSizeAs(recorders.constructed());
            return servers;
        }
    }

    private static AsteriskServer named(String name) {
        return new AsteriskServer(
                name, 1, "127.0.0.1", 5038, "allo", "secret", 8088, "allo", "secret", null, 5060, null);
    }

    private static ServerStatus server(String name, int weight, int calls) {
        return new ServerStatus(name, weight, true, calls, 0, Instant.EPOCH, "");
    }
}
