package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallCommand.BeginHold;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndHold;
import fr.allomairies.telephony.call.CallCommand.EndOutside;
import fr.allomairies.telephony.call.CallCommand.HangUpAgent;
import fr.allomairies.telephony.call.CallCommand.Hold;
import fr.allomairies.telephony.call.CallCommand.KeepOutside;
import fr.allomairies.telephony.call.CallCommand.Leave;
import fr.allomairies.telephony.call.CallCommand.MissOutside;
import fr.allomairies.telephony.call.CallCommand.Resume;
import fr.allomairies.telephony.call.CallCommand.SendOutside;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.ConsultAsked;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.NotOutside;
import fr.allomairies.telephony.call.CallEvent.OutsideAsked;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentOutsideTest {

    private static final CallId ID = new CallId("1700000000.1");
    private static final AgentId MARIE = new AgentId("marie");
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final PhoneNumber MAIRIE = new PhoneNumber("+33493000000");
    private static final Outside OUTSIDE = Outside.sent(MAIRIE);
    private static final OutsideAsked ASKS = new OutsideAsked(MARIE, MAIRIE);

    private final Call talks = Call.restored(ID, CallState.CONNECTED, MARIE);
    private final Call held = Call.restored(ID, CallState.HELD, MARIE);
    private final Call leaving = held.sentTo(OUTSIDE);

    @Test
    void putsTheCitizenOnHoldBeforeTheNumberIsCalled() {
        var asked = CallTable.on(talks, ASKS);

        assertThat(asked.commands()).containsExactly(new KeepOutside(MARIE, OUTSIDE), new Hold());
        var onHold = CallTable.on(asked.call(), new Held(MARIE, null));
        assertThat(onHold.commands()).containsExactly(new BeginHold(MARIE), new SendOutside(OUTSIDE));
        assertThat(onHold.call()).isEqualTo(leaving);
        assertThat(CallTable.on(held, ASKS).commands())
                .containsExactly(new KeepOutside(MARIE, OUTSIDE), new SendOutside(OUTSIDE));
    }

    @Test
    void sendsNobodyWhoIsNotHers() {
        assertThat(CallTable.on(held, new OutsideAsked(new AgentId("paul"), MAIRIE)))
                .isEqualTo(Step.to(held));
        assertThat(CallTable.on(leaving, ASKS)).isEqualTo(Step.to(leaving));
    }

    @Test
    void isOverForHerWhenItIsAnsweredAndForUsWhenHeHangsUp() {
        var left = CallTable.on(leaving, new TookOutside(NOW));

        assertThat(left.commands()).containsExactly(new Leave(MARIE, NOW));
        assertThat(left.call().inHandsOf()).isNull();
        assertThat(CallTable.on(left.call(), new TookOutside(NOW)).commands())
                .as("routing may not know it")
                .containsExactly(new Leave(MARIE, NOW));
        assertThat(CallTable.on(left.call(), new HangUpAsked(MARIE)).commands()).isEmpty();
        assertThat(CallTable.on(left.call(), new Gone(MARIE, EndedBy.CITIZEN)).commands())
                .containsExactly(new EndOutside(true));
        assertThat(CallTable.on(left.call(), new AfterCall()).commands()).containsExactly(new EndOutside(true));
        assertThat(CallTable.on(left.call(), new Gone(MARIE, EndedBy.SYSTEM)).commands())
                .containsExactly(new EndOutside(false));
    }

    @Test
    void givesHimBackToHerWhenNobodyAnswers() {
        var missed = CallTable.on(leaving, new NotOutside(Unanswered.BUSY));

        assertThat(missed).isEqualTo(Step.to(held, new MissOutside(MARIE, Unanswered.BUSY)));
        assertThat(CallTable.on(missed.call(), new Bridged(MARIE, null))).isEqualTo(Step.to(talks, new EndHold(MARIE)));
    }

    @Test
    void waitsForHerLineWhenItIsLostMeanwhile() {
        var missed = CallTable.on(leaving, new NotOutside(Unanswered.NO_ANSWER));

        assertThat(CallTable.on(missed.call(), new CutOff(MARIE, NOW)).call().state())
                .isEqualTo(CallState.CUT_OFF);
    }

    @Test
    void isTakenBackByOneKey() {
        assertThat(CallTable.on(leaving, new ResumeAsked(MARIE)))
                .isEqualTo(Step.to(held, new MissOutside(MARIE, Unanswered.GIVEN_UP), new Resume()));
        assertThat(CallTable.on(leaving, new Bridged(MARIE, null)))
                .isEqualTo(Step.to(talks, new MissOutside(MARIE, Unanswered.GIVEN_UP), new EndHold(MARIE)));
    }

    /// She holds him still by the line's own word: our command was lost.
    @Test
    void saysThatItCameToNothingWhenTheCommandWasLost() {
        assertThat(CallTable.on(leaving, new Held(MARIE, null)))
                .isEqualTo(Step.to(held, new MissOutside(MARIE, Unanswered.FAILED)));
        assertThat(CallTable.on(talks.sentTo(OUTSIDE), new Bridged(MARIE, null)))
                .isEqualTo(Step.to(talks, new MissOutside(MARIE, Unanswered.FAILED)));
    }

    @Test
    void believesTheLineWhenItWasAnsweredAllTheSame() {
        assertThat(CallTable.on(held, new TookOutside(NOW)).commands()).containsExactly(new Leave(MARIE, NOW));
        assertThat(CallTable.on(Call.restored(ID, CallState.WAITING, null), new TookOutside(NOW))
                        .commands())
                .isEmpty();
    }

    @Test
    void waitsForNobodyWhoWasPassedOnAtThatVeryInstant() {
        assertThat(CallTable.on(Call.restored(ID, CallState.TRANSFERRED, MARIE), new TookOutside(NOW))
                        .commands())
                .containsExactly(new CallCommand.Abandon());
    }

    @Test
    void endsWithTheCallWhoeverHangsUp() {
        assertThat(CallTable.on(leaving, new Gone(MARIE, EndedBy.CITIZEN)).commands())
                .containsExactly(new MissOutside(MARIE, Unanswered.GIVEN_UP), new EndConversation(EndedBy.CITIZEN));
        assertThat(CallTable.on(leaving, new HangUpAsked(MARIE)).commands())
                .containsExactly(new MissOutside(MARIE, Unanswered.GIVEN_UP), new HangUpAgent());
    }

    @Test
    void asksNoColleagueMeanwhile() {
        var consult = ContactId.next();
        var asks = new ConsultAsked(MARIE, new AgentId("paul"), consult, NOW.plusSeconds(20), NOW);

        assertThat(CallTable.on(leaving, asks)).isEqualTo(Step.to(leaving, new EndConsult(consult, ConsultEnd.OVER)));
    }
}
