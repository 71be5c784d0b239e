package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallCommand.BeginConference;
import fr.allomairies.telephony.call.CallCommand.CompleteConsult;
import fr.allomairies.telephony.call.CallCommand.DropOutside;
import fr.allomairies.telephony.call.CallCommand.EndConsult;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndHold;
import fr.allomairies.telephony.call.CallCommand.EndOutsideConsult;
import fr.allomairies.telephony.call.CallCommand.ForgetConsult;
import fr.allomairies.telephony.call.CallCommand.HandOver;
import fr.allomairies.telephony.call.CallCommand.HandOverOutside;
import fr.allomairies.telephony.call.CallCommand.HangUpAgent;
import fr.allomairies.telephony.call.CallCommand.HangUpColleague;
import fr.allomairies.telephony.call.CallCommand.Join;
import fr.allomairies.telephony.call.CallCommand.Leave;
import fr.allomairies.telephony.call.CallEvent.AgentLeft;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.ConsultAsked;
import fr.allomairies.telephony.call.CallEvent.ConsultOver;
import fr.allomairies.telephony.call.CallEvent.Consulted;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HandOverAsked;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.HoldAsked;
import fr.allomairies.telephony.call.CallEvent.JoinAsked;
import fr.allomairies.telephony.call.CallEvent.Joined;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.OutsideDropped;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConferenceTest {

    private static final CallId ID = new CallId("1700000000.1");
    private static final AgentId MARIE = new AgentId("marie");
    private static final AgentId PAUL = new AgentId("paul");
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final ContactId ASKED = ContactId.next();
    private static final Leg LEG = Leg.of(ID, PAUL, NOW.plusSeconds(20));
    private static final Outside MAIRIE = Outside.asked(new PhoneNumber("+33493000007"));

    private final Call held = Call.restored(ID, CallState.HELD, MARIE);
    private final Call speaking = held.asking(new Consult(ASKED, LEG, true, false));
    private final Call three = CallTable.on(speaking, new Joined()).call();
    private final Call outside = held.sentTo(MAIRIE.spokenOver());
    private final Call threeWithOutside = CallTable.on(outside, new Joined()).call();

    @Test
    void beginsWhenWhoIsAskedHasAnswered() {
        assertThat(CallTable.on(speaking, new JoinAsked(MARIE)).commands()).containsExactly(new Join());
        assertThat(CallTable.on(speaking, new JoinAsked(PAUL)).commands()).isEmpty();
        var rings = held.asking(new Consult(ASKED, LEG, false, false));
        assertThat(CallTable.on(rings, new JoinAsked(MARIE)).commands()).isEmpty();
        assertThat(CallTable.on(outside, new JoinAsked(MARIE)).commands()).containsExactly(new Join());
        assertThat(CallTable.on(held.sentTo(MAIRIE), new JoinAsked(MARIE)).commands())
                .isEmpty();
    }

    @Test
    void isNoHoldAnyMore() {
        var begun = CallTable.on(speaking, new Joined());
        assertThat(begun.commands())
                .containsExactly(new EndHold(MARIE), new BeginConference(MARIE, new Consult(ASKED, LEG, true, true)));
        assertThat(begun.call().state()).isEqualTo(CallState.CONNECTED);
        assertThat(CallTable.on(outside, new Joined()).commands())
                .containsExactly(new EndHold(MARIE), new BeginConference(MARIE, null));
    }

    @Test
    void goesOnWhateverIsToldAgainOrAskedMeanwhile() {
        var others = new ConsultAsked(MARIE, PAUL, ContactId.next(), NOW.plusSeconds(20), NOW);
        for (var event : List.of(
                new Joined(),
                new JoinAsked(MARIE),
                new Consulted(LEG.id()),
                new HoldAsked(MARIE),
                new ResumeAsked(MARIE),
                new AgentLeft(MARIE),
                new CutOff(MARIE, NOW.plusSeconds(20)),
                new ConsultOver(ContactId.next()))) {
            assertThat(CallTable.on(three, event)).as(event.toString()).isEqualTo(Step.to(three));
        }
        assertThat(CallTable.on(three, others).commands())
                .containsExactly(new EndConsult(others.consult(), ConsultEnd.OVER));
        assertThat(CallTable.on(three, new Consulted("another")).commands())
                .containsExactly(new HangUpColleague("another"));
        assertThat(CallTable.on(held, new Joined()))
                .as("of one that has ended since")
                .isEqualTo(Step.to(held));
    }

    @Test
    void leavesTheCitizenToTheColleagueWhenShesGone() {
        assertThat(CallTable.on(three, new HandOverAsked(MARIE)).commands()).containsExactly(new HandOver());

        var his = CallTable.on(three, new Bridged(PAUL, LEG.id()));

        assertThat(his.commands()).containsExactly(new CompleteConsult(PAUL));
        assertThat(his.call().agent()).isEqualTo(PAUL);
        assertThat(his.call().consult()).isNull();
    }

    @Test
    void leavesTheCitizenToHerWhenTheColleagueIsGone() {
        for (var event : List.of(new LegFailed(LEG.id()), new Bridged(MARIE, null))) {
            var hers = CallTable.on(three, event);
            assertThat(hers.commands()).contains(new EndConsult(ASKED, ConsultEnd.COLLEAGUE_LEFT));
            assertThat(hers.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(hers.call().consult()).isNull();
        }
        assertThat(CallTable.on(three, new ConsultOver(ASKED)).commands())
                .as("put out")
                .containsExactly(new HangUpColleague(LEG.id()), new ForgetConsult());
    }

    @Test
    void countsBothWhenSheLeftAndHeHungUpWhileWeWereAway() {
        var over = CallTable.on(three, new Gone(PAUL, EndedBy.SYSTEM));

        assertThat(over.commands()).containsExactly(new CompleteConsult(PAUL), new EndConversation(EndedBy.SYSTEM));
        assertThat(over.call().state()).isEqualTo(CallState.ENDED);
    }

    @Test
    void endsWithTheCitizen() {
        var over = CallTable.on(three, new Gone(MARIE, EndedBy.CITIZEN));
        assertThat(over.commands())
                .containsExactly(new EndConsult(ASKED, ConsultEnd.OVER), new EndConversation(EndedBy.CITIZEN));
        assertThat(CallTable.on(three, new HangUpAsked(MARIE)).commands()).containsExactly(new HangUpAgent());
        assertThat(CallTable.on(threeWithOutside, new Gone(MARIE, EndedBy.CITIZEN))
                        .commands())
                .containsExactly(new EndOutsideConsult(MARIE, OutsideEnd.OVER), new EndConversation(EndedBy.CITIZEN));
    }

    @Test
    void leavesTheCitizenToWhoeverIsOutsideUnlessHerLineWasLost() {
        assertThat(CallTable.on(threeWithOutside, new HandOverAsked(MARIE)).commands())
                .containsExactly(new HandOverOutside());
        var left = CallTable.on(threeWithOutside, new TookOutside(NOW));
        assertThat(left.commands()).containsExactly(new Leave(MARIE, NOW));
        assertThat(left.call().state()).isEqualTo(CallState.OUTSIDE);

        var lost = CallTable.on(threeWithOutside, new CutOff(MARIE, NOW.plusSeconds(20)));
        assertThat(lost.commands()).contains(new EndOutsideConsult(MARIE, OutsideEnd.OVER));
        assertThat(lost.call().state()).isEqualTo(CallState.CUT_OFF);
    }

    @Test
    void letsWhoeverIsOutsideGo() {
        var out = CallTable.on(threeWithOutside, new OutsideDropped(MARIE));
        assertThat(out.commands())
                .containsExactly(new DropOutside(), new EndOutsideConsult(MARIE, OutsideEnd.CANCELLED));
        assertThat(out.call().outside()).isNull();
        assertThat(CallTable.on(threeWithOutside, new Bridged(MARIE, null)).commands())
                .contains(new EndOutsideConsult(MARIE, OutsideEnd.LEFT));
    }
}
