package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallCommand.AskOutside;
import fr.allomairies.telephony.call.CallCommand.BeginHold;
import fr.allomairies.telephony.call.CallCommand.BeginOutsideConsult;
import fr.allomairies.telephony.call.CallCommand.DropOutside;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndOutsideConsult;
import fr.allomairies.telephony.call.CallCommand.HandOverOutside;
import fr.allomairies.telephony.call.CallCommand.HangUpAgent;
import fr.allomairies.telephony.call.CallCommand.Hold;
import fr.allomairies.telephony.call.CallCommand.KeepOutside;
import fr.allomairies.telephony.call.CallCommand.Leave;
import fr.allomairies.telephony.call.CallCommand.Resume;
import fr.allomairies.telephony.call.CallCommand.Ring;
import fr.allomairies.telephony.call.CallEvent.ConsultAsked;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HandOverAsked;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.NotOutside;
import fr.allomairies.telephony.call.CallEvent.OutsideAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideConsultAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideDropped;
import fr.allomairies.telephony.call.CallEvent.OutsideSpeaks;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AskedOutsideTest {

    private static final CallId ID = new CallId("1700000000.1");
    private static final AgentId MARIE = new AgentId("marie");
    private static final AgentId PAUL = new AgentId("paul");
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final PhoneNumber MAIRIE = new PhoneNumber("+33493000000");
    private static final Outside RINGS = Outside.asked(MAIRIE);
    private static final OutsideConsultAsked ASKS = new OutsideConsultAsked(MARIE, MAIRIE);

    private final Call talks = Call.restored(ID, CallState.CONNECTED, MARIE);
    private final Call held = Call.restored(ID, CallState.HELD, MARIE);
    private final Call ringing = held.sentTo(RINGS);
    private final Call speaking = held.sentTo(RINGS.spokenOver());

    @Test
    void putsTheCitizenOnHoldBeforeHerPhoneCallsTheNumber() {
        var asked = CallTable.on(talks, ASKS);

        assertThat(asked.commands()).containsExactly(new KeepOutside(MARIE, RINGS), new Hold());
        var onHold = CallTable.on(asked.call(), new Held(MARIE, null));
        assertThat(onHold.commands()).containsExactly(new BeginHold(MARIE), new AskOutside(RINGS));
        assertThat(onHold.call()).isEqualTo(ringing);
        assertThat(CallTable.on(held, ASKS).commands())
                .containsExactly(new KeepOutside(MARIE, RINGS), new AskOutside(RINGS));
    }

    @Test
    void asksOneAtATimeAndOnlyAboutHerOwnCaller() {
        assertThat(CallTable.on(held, new OutsideConsultAsked(PAUL, MAIRIE))).isEqualTo(Step.to(held));
        assertThat(CallTable.on(ringing, ASKS)).isEqualTo(Step.to(ringing));
        assertThat(CallTable.on(ringing, new OutsideAsked(MARIE, MAIRIE))).isEqualTo(Step.to(ringing));
        var consult = ContactId.next();
        assertThat(CallTable.on(ringing, new ConsultAsked(MARIE, PAUL, consult, NOW.plusSeconds(9), NOW)))
                .isEqualTo(Step.to(ringing, new EndConsult(consult, ConsultEnd.OVER)));
    }

    @Test
    void handsHimOverToWhoeverAnswered() {
        var speaks = CallTable.on(ringing, new OutsideSpeaks());
        assertThat(speaks).isEqualTo(Step.to(speaking, new BeginOutsideConsult(MARIE)));
        assertThat(CallTable.on(speaking, new OutsideSpeaks())).isEqualTo(Step.to(speaking));

        assertThat(CallTable.on(speaking, new HandOverAsked(MARIE)).commands()).containsExactly(new HandOverOutside());
        assertThat(CallTable.on(ringing, new HandOverAsked(MARIE)).commands()).isEmpty();
        assertThat(CallTable.on(speaking, new HandOverAsked(PAUL)).commands()).isEmpty();
        var left = CallTable.on(speaking, new TookOutside(NOW));
        assertThat(left.commands()).containsExactly(new Leave(MARIE, NOW));
        assertThat(left.call().state()).isEqualTo(CallState.OUTSIDE);
        assertThat(left.call().outside()).isNull();
    }

    @Test
    void leavesHimOnHoldWhenItComesToNothing() {
        assertThat(CallTable.on(ringing, new NotOutside(Unanswered.BUSY)))
                .isEqualTo(Step.to(held, new EndOutsideConsult(MARIE, OutsideEnd.BUSY)));
        assertThat(CallTable.on(speaking, new Held(MARIE, null)))
                .isEqualTo(Step.to(held, new DropOutside(), new EndOutsideConsult(MARIE, OutsideEnd.LEFT)));
        assertThat(CallTable.on(ringing, new Held(MARIE, null)).commands())
                .as("our command did not arrive")
                .containsExactly(new DropOutside(), new EndOutsideConsult(MARIE, OutsideEnd.FAILED));
        assertThat(CallTable.on(speaking, new OutsideDropped(MARIE)))
                .isEqualTo(Step.to(held, new DropOutside(), new EndOutsideConsult(MARIE, OutsideEnd.CANCELLED)));
        assertThat(CallTable.on(speaking, new OutsideDropped(PAUL))).isEqualTo(Step.to(speaking));
    }

    @Test
    void takesHimBackWhileItRingsAndNotByTheKeyWhileTheySpeak() {
        assertThat(CallTable.on(ringing, new ResumeAsked(MARIE)).commands())
                .containsExactly(new DropOutside(), new EndOutsideConsult(MARIE, OutsideEnd.CANCELLED), new Resume());
        assertThat(CallTable.on(speaking, new ResumeAsked(MARIE))).isEqualTo(Step.to(speaking));
    }

    @Test
    void letsWhoeverIsOutsideGoBeforeAnythingThatEndsTheHold() {
        var over = new EndOutsideConsult(MARIE, OutsideEnd.OVER);

        assertThat(CallTable.on(speaking, new HangUpAsked(MARIE)).commands())
                .containsExactly(new DropOutside(), over, new HangUpAgent());
        assertThat(CallTable.on(speaking, new Gone(MARIE, EndedBy.CITIZEN)).commands())
                .containsExactly(new DropOutside(), over, new EndConversation(EndedBy.CITIZEN));
        var cut = CallTable.on(speaking, new CutOff(MARIE, NOW));
        assertThat(cut.commands()).startsWith(new DropOutside(), over).hasAtLeastOneElementOfType(Ring.class);
        assertThat(cut.call().outside()).isNull();
    }

    @Test
    void letsGoWhomNobodyAsks() {
        assertThat(CallTable.on(held, new OutsideSpeaks()).commands()).containsExactly(new DropOutside());
    }
}
