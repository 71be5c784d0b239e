package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.BackToWaiting;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.InQueueAgain;
import fr.allomairies.telephony.call.CallCommand.PassOn;
import fr.allomairies.telephony.call.CallCommand.Ring;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallCommand.ToVoicemail;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.AgentLeft;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallEvent.OfferEnded;
import fr.allomairies.telephony.call.CallEvent.Offered;
import fr.allomairies.telephony.call.CallEvent.Overflowed;
import fr.allomairies.telephony.call.CallEvent.Transferred;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassedOnTest {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    private static final AgentId MARIE = new AgentId("marie");
    private static final AgentId PAUL = new AgentId("paul");
    private static final CallId CALL = new CallId("1767600000.7");
    private static final Offered TO_PAUL = new Offered(PAUL, NINE.plusSeconds(20), NINE);
    private static final String PAULS = Leg.of(CALL, PAUL, NINE.plusSeconds(20)).id();

    @Test
    void takesTheCitizenOutOfTheConversation() {
        var step = CallTable.on(marieHas(CallState.CONNECTED), new Transferred(MARIE));

        assertThat(step.commands()).containsExactly(new PassOn(MARIE));
        assertThat(step.call().state()).isEqualTo(CallState.TRANSFERRED);
        assertThat(step.call().inHandsOf()).isNull();
    }

    @Test
    void takesTheCitizenOffHold() {
        assertThat(CallTable.on(marieHas(CallState.HELD), new Transferred(MARIE))
                        .commands())
                .containsExactly(new PassOn(MARIE));
    }

    @Test
    void stopsThePhoneThatRingsAgainForALineThatWasLost() {
        var cut = on(marieHas(CallState.CONNECTED), new CutOff(MARIE, NINE.plusSeconds(20)));

        var step = CallTable.on(cut, new Transferred(MARIE));

        assertThat(step.commands())
                .containsExactly(
                        new PassOn(MARIE),
                        new HangUpLeg(Leg.of(CALL, MARIE, NINE.plusSeconds(20)).id()));
    }

    @Test
    void changesNothingForWhoIsInOtherHands() {
        var call = marieHas(CallState.CONNECTED);

        assertThat(CallTable.on(call, new Transferred(PAUL))).isEqualTo(new Step(call, List.of()));
    }

    @Test
    void ringsAtTheNextAgentOnceHeWaits() {
        var offered = on(passedOn(), TO_PAUL);

        var step = CallTable.on(offered, new InLoop());

        assertThat(step.commands())
                .containsExactly(new InQueueAgain(), new Ring(Leg.of(CALL, PAUL, NINE.plusSeconds(20))));
        assertThat(on(step.call(), new Bridged(PAUL, PAULS)).agent()).isEqualTo(PAUL);
    }

    @Test
    void waitsLikeAnybodyWhenNobodyIsFree() {
        var step = CallTable.on(on(passedOn(), TO_PAUL, new OfferEnded(PAUL)), new InLoop());

        assertThat(step.commands()).containsExactly(new InQueueAgain());
        assertThat(step.call()).isEqualTo(Call.restored(CALL, CallState.WAITING, null));
    }

    /// The line could not be reached, or we have died in between.
    @Test
    void passesHimOnAgainWhileHeIsWithHerStill() {
        assertThat(CallTable.on(passedOn(), new Bridged(MARIE, "leg-old")).commands())
                .containsExactly(new PassOn(MARIE));
        assertThat(CallTable.on(passedOn(), new Held(MARIE, null)).commands()).containsExactly(new PassOn(MARIE));
    }

    @Test
    void leavesHimWithWhomTheLineHasConnectedMeanwhile() {
        var step = CallTable.on(passedOn(), new Bridged(PAUL, null));

        assertThat(step.commands()).containsExactly(new TakeOver(PAUL));
        assertThat(step.call().inHandsOf()).isEqualTo(PAUL);
    }

    @Test
    void doesNotTakeHerPhonesEndForTheEndOfTheCall() {
        assertThat(CallTable.on(passedOn(), new AgentLeft(MARIE)).commands()).isEmpty();
        assertThat(CallTable.on(passedOn(), new HangUpAsked(MARIE)).commands()).isEmpty();
        assertThat(CallTable.on(passedOn(), new AfterCall()).commands()).containsExactly(new BackToWaiting());
        assertThat(CallTable.on(passedOn(), new CutOff(MARIE, NINE)).commands()).containsExactly(new BackToWaiting());
    }

    @Test
    void bringsHimBackFromTheSafetyNet() {
        assertThat(CallTable.on(passedOn(), new InSafetyNet()).commands())
                .containsExactly(new InQueueAgain(), new BackToWaiting());
    }

    @Test
    void letsHimLeaveUnserved() {
        assertThat(CallTable.on(passedOn(), new Gone(null, EndedBy.CITIZEN)).commands())
                .containsExactly(new Abandon());
        assertThat(CallTable.on(passedOn(), new Gone(MARIE, EndedBy.CITIZEN)).commands())
                .containsExactly(new Abandon());
        assertThat(CallTable.on(passedOn(), new Gone(PAUL, EndedBy.CITIZEN)).commands())
                .containsExactly(new TakeOver(PAUL), new EndConversation(EndedBy.CITIZEN));
    }

    @Test
    void followsAnotherWayOut() {
        var step = CallTable.on(passedOn(), new Overflowed());

        assertThat(step.commands()).containsExactly(new InQueueAgain(), new ToVoicemail());
        assertThat(step.call().inHandsOf()).isNull();
    }

    private static Call marieHas(CallState state) {
        return Call.restored(CALL, state, MARIE);
    }

    private static Call passedOn() {
        return on(marieHas(CallState.CONNECTED), new Transferred(MARIE));
    }

    private static Call on(Call call, CallEvent... events) {
        for (var event : events) {
            call = CallTable.on(call, event).call();
        }
        return call;
    }
}
