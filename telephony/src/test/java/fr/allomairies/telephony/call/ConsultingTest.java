package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.call.CallCommand.BeginConsult;
import fr.allomairies.telephony.call.CallCommand.BeginHold;
import fr.allomairies.telephony.call.CallCommand.CompleteConsult;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.HandOver;
import fr.allomairies.telephony.call.CallCommand.HangUpAgent;
import fr.allomairies.telephony.call.CallCommand.HangUpColleague;
import fr.allomairies.telephony.call.CallCommand.Hold;
import fr.allomairies.telephony.call.CallCommand.KeepConsult;
import fr.allomairies.telephony.call.CallCommand.RingColleague;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.ConsultAsked;
import fr.allomairies.telephony.call.CallEvent.Consulted;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HandOverAsked;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsultingTest {

    private static final CallId ID = new CallId("1700000000.1");
    private static final AgentId MARIE = new AgentId("marie");
    private static final AgentId PAUL = new AgentId("paul");
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final ContactId ASKED = ContactId.next();
    private static final ConsultAsked ASKS = new ConsultAsked(MARIE, PAUL, ASKED, NOW.plusSeconds(20), NOW);
    private static final Leg LEG = Leg.of(ID, PAUL, NOW.plusSeconds(20));

    private final Call held = Call.restored(ID, CallState.HELD, MARIE);
    private final Call ringing = held.asking(new Consult(ASKED, LEG, false, false));
    private final Call speaking = held.asking(new Consult(ASKED, LEG, true, false));

    @Test
    void putsTheCitizenOnHoldBeforeTheColleagueIsRung() {
        var talks = Call.restored(ID, CallState.CONNECTED, MARIE);

        var asked = CallTable.on(talks, ASKS);
        assertThat(asked.commands())
                .containsExactly(new KeepConsult(new Consult(ASKED, LEG, false, false)), new Hold());
        var onHold = CallTable.on(asked.call(), new Held(MARIE, null));
        assertThat(onHold.commands()).containsExactly(new BeginHold(MARIE), new RingColleague(LEG));
        assertThat(onHold.call()).isEqualTo(ringing);
    }

    @Test
    void freesTheColleagueWhenTheCitizenIsNotInHerHandsAnyMore() {
        var step = CallTable.on(Call.restored(ID, CallState.QUEUED, null), ASKS);

        assertThat(step.commands()).containsExactly(new EndConsult(ASKED, ConsultEnd.OVER));
    }

    @Test
    void ringsNobodyWhoseTimeToAnswerIsOver() {
        var late = new ConsultAsked(MARIE, PAUL, ASKED, NOW, NOW);

        assertThat(CallTable.on(held, late)).isEqualTo(Step.to(held));
    }

    @Test
    void makesATransferOfItWhenTheColleagueHasTheCitizen() {
        assertThat(CallTable.on(ringing, new Consulted(LEG.id()))).isEqualTo(Step.to(speaking, new BeginConsult(PAUL)));
        assertThat(CallTable.on(ringing, new HandOverAsked(MARIE)).commands()).isEmpty();
        assertThat(CallTable.on(speaking, new HandOverAsked(MARIE)).commands()).containsExactly(new HandOver());

        var step = CallTable.on(speaking, new Bridged(PAUL, LEG.id()));

        assertThat(step.commands()).containsExactly(new CompleteConsult(PAUL));
        assertThat(step.call().inHandsOf()).isEqualTo(PAUL);
        assertThat(step.call().consult()).isNull();
    }

    @Test
    void isOverWhenSheHoldsTheCitizenAloneAgain() {
        var step = CallTable.on(speaking, new Held(MARIE, null));

        assertThat(step.commands())
                .containsExactly(new HangUpColleague(LEG.id()), new EndConsult(ASKED, ConsultEnd.COLLEAGUE_LEFT));
        assertThat(step.call().state()).isEqualTo(CallState.HELD);
        assertThat(CallTable.on(step.call(), new LegFailed(LEG.id())).commands())
                .isEmpty();
    }

    @Test
    void letsAColleagueGoWhoAnswersAfterItIsOver() {
        assertThat(CallTable.on(held, new Consulted(LEG.id())).commands())
                .containsExactly(new HangUpColleague(LEG.id()));
    }

    @Test
    void leavesTheCitizenToTheColleagueWhenHerLineIsLostWhileTheySpeak() {
        assertThat(CallTable.on(speaking, new CutOff(MARIE, NOW.plusSeconds(20))))
                .isEqualTo(Step.to(speaking));
        assertThat(CallTable.on(ringing, new CutOff(MARIE, NOW.plusSeconds(20)))
                        .call()
                        .state())
                .isEqualTo(CallState.CUT_OFF);
    }

    /// He would take the citizen whom she lets go.
    @Test
    void letsTheColleagueGoBeforeSheHangsUpOnTheCitizen() {
        assertThat(CallTable.on(speaking, new HangUpAsked(MARIE)).commands())
                .containsExactly(
                        new HangUpColleague(LEG.id()), new EndConsult(ASKED, ConsultEnd.OVER), new HangUpAgent());
    }

    @Test
    void endsForAllWhenTheCitizenHangsUp() {
        assertThat(CallTable.on(speaking, new Gone(MARIE, EndedBy.CITIZEN)).commands())
                .containsExactly(
                        new HangUpColleague(LEG.id()),
                        new EndConsult(ASKED, ConsultEnd.OVER),
                        new EndConversation(EndedBy.CITIZEN));
    }
}
