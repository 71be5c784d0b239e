package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.EndInMenu;
import fr.allomairies.telephony.call.CallCommand.EndServed;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.NoteAssistant;
import fr.allomairies.telephony.call.CallCommand.Ring;
import fr.allomairies.telephony.call.CallEvent.AnswerEnough;
import fr.allomairies.telephony.call.CallEvent.AssistantAsked;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.Offered;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Citizens who speak to the assistant while they wait.
class AssistantTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final AgentId MARIE = new AgentId("marie");
    static final CallId ID = new CallId("asterisk-1-17.1");
    static final Offered OFFERED = new Offered(MARIE, NINE.plusSeconds(20), NINE);
    static final Leg LEG = Leg.of(ID, MARIE, NINE.plusSeconds(20));
    static final Gone HANGS_UP = new Gone(null, EndedBy.CITIZEN);
    static final Gone HANGS_UP_TOLD = new Gone(null, EndedBy.CITIZEN, true);

    @Test
    void keepsHisPlaceWhileHeSpeaksToIt() {
        var asked = after(new AssistantAsked());

        assertThat(asked.commands()).containsExactly(new NoteAssistant());
        assertThat(asked.call()).isEqualTo(Call.restored(ID, CallState.WAITING, null));
        assertThat(CallTable.on(asked.call(), OFFERED).commands()).containsExactly(new Ring(LEG));
    }

    @Test
    void isNotSpokenToWhenSomebodyHasHim() {
        var talk = after(OFFERED, new Bridged(MARIE, LEG.id())).call();

        assertThat(CallTable.on(talk, new AssistantAsked()).commands()).isEmpty();
        assertThat(CallTable.on(talk, new AnswerEnough()).commands()).isEmpty();
        assertThat(CallTable.on(talk, HANGS_UP_TOLD).commands())
                .containsExactly(new CallCommand.EndConversation(EndedBy.CITIZEN));
    }

    @Test
    void isServedWhenTheAnswerIsEnough() {
        var step = after(new AssistantAsked(), new AnswerEnough());

        assertThat(step.call().state()).isEqualTo(CallState.ENDED);
        assertThat(step.commands()).containsExactly(new EndServed(true));
        assertThat(CallTable.on(step.call(), HANGS_UP_TOLD).commands()).isEmpty();
    }

    @Test
    void isServedWhenHeHangsUpAfterTheAnswerAndMissedBefore() {
        assertThat(after(new AssistantAsked(), HANGS_UP_TOLD).commands()).containsExactly(new EndServed(false));
        assertThat(after(new AssistantAsked(), HANGS_UP).commands()).containsExactly(new Abandon());
    }

    @Test
    void letsThePhoneStopThatRingsMeanwhile() {
        for (var how : new CallEvent[] {new AnswerEnough(), HANGS_UP_TOLD}) {
            var step = after(new AssistantAsked(), OFFERED, how);

            assertThat(step.commands())
                    .containsExactly(new EndServed(how instanceof AnswerEnough), new HangUpLeg(LEG.id()));
            assertThat(CallTable.on(step.call(), new LegRings(LEG.id())).commands())
                    .containsExactly(new HangUpLeg(LEG.id()));
        }
    }

    @Test
    void isAnsweredByWhoHadHimWhenNobodyOfUsWasThere() {
        assertThat(after(new Gone(MARIE, EndedBy.SYSTEM, true)).commands())
                .containsExactly(new CallCommand.TakeOver(MARIE), new CallCommand.EndConversation(EndedBy.SYSTEM));
    }

    /// What is stored of him is that he waits; what he was told the line knows.
    @Test
    void findsItsWayAfterOurDeath() {
        var restored = Call.restored(ID, CallState.QUEUED, null);

        assertThat(CallTable.on(restored, new InLoop()).call().state()).isEqualTo(CallState.WAITING);
        assertThat(CallTable.on(restored, new AnswerEnough()).commands()).containsExactly(new EndServed(true));
        assertThat(CallTable.on(restored, HANGS_UP_TOLD).commands()).containsExactly(new EndServed(false));
        assertThat(CallTable.on(restored, HANGS_UP).commands()).containsExactly(new Abandon());
        assertThat(CallTable.on(Call.arrived(ID), HANGS_UP_TOLD).commands()).containsExactly(new EndInMenu());
    }

    /// What the last event makes of it.
    private static Step after(CallEvent... events) {
        var step = Step.to(Call.restored(ID, CallState.WAITING, null));
        for (var event : Arrays.asList(events)) {
            step = CallTable.on(step.call(), event);
        }
        return step;
    }
}
