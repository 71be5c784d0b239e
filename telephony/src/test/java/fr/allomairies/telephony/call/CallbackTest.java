package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallCommand.Accept;
import fr.allomairies.telephony.call.CallCommand.Decline;
import fr.allomairies.telephony.call.CallCommand.Dial;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.GiveBack;
import fr.allomairies.telephony.call.CallCommand.HangUpCitizen;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.NotReached;
import fr.allomairies.telephony.call.CallCommand.PromiseCallback;
import fr.allomairies.telephony.call.CallCommand.RingForCallback;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.CallbackAsked;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegRejected;
import fr.allomairies.telephony.call.CallEvent.NotAnswered;
import fr.allomairies.telephony.call.CallEvent.OfferEnded;
import fr.allomairies.telephony.call.CallEvent.Offered;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Citizens who hung up and kept their place.
class CallbackTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final AgentId MARIE = new AgentId("marie");
    static final CallId ID = new CallId("callback-1-asterisk-1-17.1");
    static final PhoneNumber NUMBER = new PhoneNumber("+33493112233");
    static final Offered OFFERED = new Offered(MARIE, NINE.plusSeconds(20), NINE);
    static final Leg LEG = Leg.of(ID, MARIE, NINE.plusSeconds(20));
    static final AgentReady READY = new AgentReady(MARIE, LEG.id());

    @Test
    void promisesWhoWaitsAndWhoIsBeingRungFor() {
        for (var state : new CallState[] {CallState.QUEUED, CallState.WAITING, CallState.RINGING}) {
            var step = CallTable.on(Call.restored(ID, state, null), new CallbackAsked(NUMBER));

            assertThat(step.call().state()).isEqualTo(CallState.ENDED);
            assertThat(step.commands()).containsExactly(new PromiseCallback(NUMBER));
        }
    }

    @Test
    void promisesNothingToWhoSpeaksAlready() {
        var step = CallTable.on(Call.restored(ID, CallState.CONNECTED, MARIE), new CallbackAsked(NUMBER));

        assertThat(step.commands()).isEmpty();
    }

    @Test
    void ringsTheAgentFirstAndThenTheCitizen() {
        assertThat(after(OFFERED).commands()).containsExactly(new RingForCallback(LEG));
        assertThat(after(OFFERED, READY).commands()).containsExactly(new Dial(MARIE));
        assertThat(after(OFFERED, READY, READY).commands()).isEmpty();

        var talk = after(OFFERED, READY, new InLoop(), new Bridged(MARIE, LEG.id()));

        assertThat(talk.commands()).containsExactly(new Accept(MARIE));
        assertThat(CallTable.on(talk.call(), new Gone(null, EndedBy.CITIZEN)).commands())
                .containsExactly(new EndConversation(EndedBy.CITIZEN));
    }

    @Test
    void isNotMissedWhileHeWaitsForHisTurn() {
        assertThat(after(new Gone(null, EndedBy.SYSTEM)).call().state()).isEqualTo(CallState.CALLBACK);
    }

    @Test
    void isNotReachedWhenNobodyAnswersOrAMachineDoes() {
        for (var how : new CallEvent[] {new NotAnswered(Unanswered.BUSY), new Gone(null, EndedBy.CITIZEN)}) {
            var step = after(OFFERED, READY, how);

            assertThat(step.call().state()).isEqualTo(CallState.ENDED);
            assertThat(step.commands()).containsExactly(new NotReached(), new HangUpLeg(LEG.id()));
        }
    }

    @Test
    void isNotDialledAnyMoreWhenTheAgentEndsIt() {
        assertThat(after(OFFERED, READY, new HangUpAsked(MARIE)).commands())
                .containsExactly(new NotReached(), new HangUpLeg(LEG.id()), new HangUpCitizen());
    }

    @Test
    void goesBackToHisPlaceWhenTheAgentsLineIsGone() {
        var step = after(OFFERED, READY, new LegFailed(LEG.id()));

        assertThat(step.call().state()).isEqualTo(CallState.CALLBACK);
        assertThat(step.commands()).containsExactly(new HangUpCitizen(), new GiveBack(MARIE));
        assertThat(CallTable.on(step.call(), new InLoop()).call().state()).isEqualTo(CallState.WAITING);
    }

    @Test
    void goesOnToSomebodyElseWhenTheOfferIsNotTaken() {
        assertThat(after(OFFERED, new LegRejected(LEG.id())).commands()).containsExactly(new Decline(MARIE));
        assertThat(after(OFFERED, new OfferEnded(MARIE)).commands()).containsExactly(new HangUpLeg(LEG.id()));
        assertThat(after(OFFERED, new OfferEnded(MARIE), READY).commands()).containsExactly(new HangUpLeg(LEG.id()));
    }

    @Test
    void findsItsWayAfterOurDeath() {
        assertThat(after(READY).commands()).containsExactly(new Dial(MARIE));
        assertThat(after(READY).call().leg()).isEqualTo(LEG);
        var restored = Call.restored(ID, CallState.DIALLING, MARIE);
        var again = CallTable.on(restored, READY);
        assertThat(again.commands()).isEmpty();
        assertThat(again.call().leg()).isEqualTo(LEG);
        assertThat(CallTable.on(restored, new Gone(null, EndedBy.SYSTEM)).commands())
                .containsExactly(new NotReached());
        assertThat(CallTable.on(restored, new Bridged(MARIE, LEG.id())).call().state())
                .isEqualTo(CallState.CONNECTED);
    }

    /// What the last event makes of it.
    private static Step after(CallEvent... events) {
        var step = Step.to(Call.restored(ID, CallState.CALLBACK, null));
        for (var event : Arrays.asList(events)) {
            step = CallTable.on(step.call(), event);
        }
        return step;
    }
}
