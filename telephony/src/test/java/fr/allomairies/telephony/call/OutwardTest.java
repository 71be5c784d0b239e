package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.telephony.call.CallCommand.Accept;
import fr.allomairies.telephony.call.CallCommand.CallCitizen;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndUnanswered;
import fr.allomairies.telephony.call.CallCommand.HangUpCitizen;
import fr.allomairies.telephony.call.CallCommand.HangUpLeg;
import fr.allomairies.telephony.call.CallCommand.RingToCall;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegRejected;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.NotAnswered;
import fr.allomairies.telephony.call.CallEvent.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Calls that agents make.
class OutwardTest {

    private static final Instant UNTIL = Instant.parse("2026-01-05T08:00:20Z");
    private static final AgentId MARIE = new AgentId("marie");
    private static final AgentId PAUL = new AgentId("paul");
    private static final CallId CALL = CallId.placed(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    private static final Leg LEG = Leg.of(CALL, MARIE, UNTIL);

    private Call call = Call.restored(CALL, CallState.PLACED, MARIE);
    private final List<CallCommand> commands = new ArrayList<>();

    @Test
    void ringsHerPhoneThenHisAndConnectsThem() {
        on(new Placed(UNTIL), new LegRings(LEG.id()), ready(), new Bridged(MARIE, LEG.id()));
        on(new Gone(null, EndedBy.CITIZEN));

        assertThat(commands)
                .containsExactly(
                        new RingToCall(LEG),
                        new CallCitizen(MARIE),
                        new Accept(MARIE),
                        new EndConversation(EndedBy.CITIZEN));
    }

    @Test
    void isOverWhenHerPhoneIsNotAnswered() {
        for (var how : new CallEvent[] {new LegFailed(LEG.id()), new LegRejected(LEG.id())}) {
            call = Call.restored(CALL, CallState.PLACED, MARIE);
            on(new Placed(UNTIL), how);

            assertThat(call.state()).isEqualTo(CallState.ENDED);
            assertThat(commands).contains(new EndUnanswered(MARIE, Unanswered.AGENT));
            assertThat(commands).doesNotContain(new CallCitizen(MARIE));
        }
    }

    @Test
    void saysWhyHeWasNotReachedAndLetsHerGo() {
        for (var why : Unanswered.values()) {
            call = Call.restored(CALL, CallState.PLACED, MARIE);
            on(new Placed(UNTIL), ready(), new NotAnswered(why));

            assertThat(call.state()).isEqualTo(CallState.ENDED);
            assertThat(commands).endsWith(new EndUnanswered(MARIE, why), new HangUpLeg(LEG.id()));
        }
    }

    @Test
    void stopsHisPhoneWhenSheGivesUp() {
        for (var how : new CallEvent[] {new HangUpAsked(MARIE), new LegFailed(LEG.id())}) {
            call = Call.restored(CALL, CallState.PLACED, MARIE);
            commands.clear();
            on(new Placed(UNTIL), ready(), how);

            assertThat(commands).contains(new EndUnanswered(MARIE, Unanswered.GIVEN_UP), new HangUpCitizen());
        }
    }

    @Test
    void isNotEndedByAnybodyElse() {
        on(new Placed(UNTIL), ready(), new HangUpAsked(PAUL));

        assertThat(call.state()).isEqualTo(CallState.CALLING);
    }

    @Test
    void doesNotRingTwiceForTheSameWish() {
        on(new Placed(UNTIL), new Placed(UNTIL.plusSeconds(5)));

        assertThat(commands).containsExactly(new RingToCall(LEG));
    }

    /// Our process died while her phone rang, and again while his did.
    @Test
    void goesOnWithWhatRangBeforeWeDied() {
        on(new LegRings(LEG.id()), ready());
        assertThat(commands).containsExactly(new CallCitizen(MARIE));

        call = Call.restored(CALL, CallState.CALLING, MARIE);
        on(ready());
        assertThat(commands).containsExactly(new CallCitizen(MARIE));
        on(new Bridged(MARIE, LEG.id()));
        assertThat(call.state()).isEqualTo(CallState.CONNECTED);
        assertThat(commands).endsWith(new Accept(MARIE));
    }

    @Test
    void isAccountedForWhenNothingIsLeftOfItAfterOurDeath() {
        on(new Gone(null, EndedBy.SYSTEM));
        assertThat(commands).containsExactly(new EndUnanswered(MARIE, Unanswered.FAILED));

        call = Call.restored(CALL, CallState.CALLING, MARIE);
        on(new Gone(MARIE, EndedBy.SYSTEM));
        assertThat(commands).endsWith(new TakeOver(MARIE), new EndConversation(EndedBy.SYSTEM));
    }

    @Test
    void takesAPhoneThatIsPickedUpAndPutDownAtOnceForARefusal() {
        on(new Placed(UNTIL), ready(), new Gone(null, EndedBy.CITIZEN));

        assertThat(commands).contains(new EndUnanswered(MARIE, Unanswered.REFUSED), new HangUpLeg(LEG.id()));
    }

    private void on(CallEvent... events) {
        for (var event : events) {
            var step = CallTable.on(call, event);
            call = step.call();
            commands.addAll(step.commands());
        }
    }

    private static AgentReady ready() {
        return new AgentReady(MARIE, LEG.id());
    }
}
