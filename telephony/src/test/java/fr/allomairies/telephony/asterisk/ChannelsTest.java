package fr.allomairies.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.call.CallId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {

    static final String CALLER = "asterisk-1-1795295779.0";

    final Channels channels = new Channels();

    /// Names as Asterisk has written them.
    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
        PJSIP/marie-web-0000001a,           marie
        PJSIP/marie-sip,                    marie
        PJSIP/jean-paul.martin-sip-00000002, jean-paul.martin
        PJSIP/web-sip-web-00000002,         web-sip
        PJSIP/anonymous-00000001,           none
        PJSIP/city-trunk-00000001,          none
        Surrogate/PJSIP/marie-web-0000001a, none
        Queue:secours,                      none
        ,                                   none
        """)
    void knowsTheAgentByTheNameOfTheChannel(@Nullable String channel, @Nullable String agent) {
        assertThat(Channels.agent(channel).map(AgentId::value).orElse(null)).isEqualTo(agent);
    }

    @Test
    void isABridgeOnceBothAreInItInEitherOrder() {
        channels.caller(CALLER);

        assertThat(channels.entered("b1", CALLER, "PJSIP/anonymous-00000001")).isEmpty();
        assertThat(channels.entered("b1", "leg-1", "PJSIP/marie-web-00000002"))
                .hasValueSatisfying(bridge -> assertThat(bridge.agent()).isEqualTo(new AgentId("marie")));
        assertThat(channels.entered("b2", "leg-2", "PJSIP/paul-sip-00000003")).isEmpty();
        assertThat(channels.entered("b2", CALLER, "PJSIP/anonymous-00000001")).isPresent();
    }

    @Test
    void ringsByTheLegsThatAreNotAnsweredYet() {
        var call = new CallId(CALLER);
        var marie = new AgentId("marie");
        channels.caller(CALLER);
        channels.leg("leg-1-web", new Channels.RingingLeg(call, "leg-1", marie));
        channels.leg("leg-1-sip", new Channels.RingingLeg(call, "leg-1", marie));

        assertThat(channels.ringing("PJSIP/marie-web")).containsExactly("leg-1-web");
        assertThat(channels.ringing("PJSIP/paul-web")).isEmpty();

        channels.entered("b1", CALLER, "PJSIP/anonymous-00000001");
        channels.entered("b1", "leg-1-web", "PJSIP/marie-web-00000002");
        assertThat(channels.ringing("PJSIP/marie-web")).isEmpty();
    }

    @Test
    void findsEachOtherInTheBridgeUntilItIsGone() {
        var call = new CallId(CALLER);
        channels.caller(CALLER);
        channels.entered("b1", CALLER, "PJSIP/anonymous-00000001");
        channels.entered("b1", "leg-1", "PJSIP/marie-web-00000002");

        assertThat(channels.agentOf(call)).contains("leg-1");
        assertThat(channels.callOf("leg-1")).contains(call);

        channels.destroyed("b1");
        assertThat(channels.agentOf(call)).isEmpty();
    }
}
