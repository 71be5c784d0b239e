package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static fr.allomairies.routing.engine.Play.NINE;
import static fr.allomairies.routing.engine.Play.WASTE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Command.AskColleague;
import fr.allomairies.routing.engine.Command.AskWhoeverKnows;
import fr.allomairies.routing.engine.Command.BeginConsult;
import fr.allomairies.routing.engine.Command.CompleteConsult;
import fr.allomairies.routing.engine.Command.EndConsult;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import fr.allomairies.routing.whatif.Requests;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsultTest {

    private static final AgentId CHLOE = new AgentId("chloe");

    private final ContactId consult = ContactId.next();
    private final ContactId afterwards = ContactId.next();
    private final InteractionId note = InteractionId.next();
    private Play play = new Play();

    @Test
    void reservesTheColleagueAndLeavesTheCitizenWhereHeIs() {
        var call = aminaAsksBruno();

        assertThat(play.place(call)).isInstanceOf(InConversation.class);
        assertThat(play.place(consult)).isInstanceOfSatisfying(Consulted.class, asked -> {
            assertThat(asked.agent()).isEqualTo(BRUNO);
            assertThat(asked.of()).isEqualTo(call);
        });
        assertThat(lastState(BRUNO)).isEqualTo("OFFERED consult");
        play.call(need(WASTE));
        assertThat(play.offersTo(BRUNO)).isEmpty();
    }

    @Test
    void lastsAsLongAsTheySpeakAndGivesTheColleagueNothingElse() {
        var call = aminaAsksBruno();
        play.after(5).on(at -> new BeginConsult(at, call, BRUNO));
        var other = play.call(need(WASTE));

        play.tick(3_000);

        assertThat(lastState(BRUNO)).isEqualTo("ON_CONTACT consult");
        assertThat(play.offersTo(BRUNO)).isEmpty();
        play.on(at -> new EndConsult(at, call, ConsultEnd.CANCELLED));
        assertThat(play.offersTo(BRUNO)).containsExactly(other);
    }

    @Test
    void leavesTheColleagueNoPhoneForACallOfHisOwn() {
        var call = aminaAsksBruno();
        assertThat(code(brunoCalls())).isEqualTo("on-the-phone");

        play.on(at -> new BeginConsult(at, call, BRUNO));

        assertThat(code(brunoCalls())).isEqualTo("on-the-phone");
    }

    private Optional<Refusal> brunoCalls() {
        return play.on(at -> new PlaceCall(
                        at,
                        BRUNO,
                        Requests.of(new CallPlaced(
                                at,
                                ContactId.next(),
                                BRUNO,
                                TicketId.next(),
                                new CategoryCode("other"),
                                List.of(need(WASTE)),
                                "fr"))))
                .refusal();
    }

    @Test
    void passesTheCitizenOnToTheColleagueWithoutWaiting() {
        var call = aminaAsksBruno();
        play.on(at -> new BeginConsult(at, call, BRUNO));

        play.after(60).on(at -> new CompleteConsult(at, call, BRUNO, afterwards));

        assertThat(play.place(call))
                .isInstanceOfSatisfying(
                        InConversation.class, talk -> assertThat(talk.agent()).isEqualTo(BRUNO));
        assertThat(play.contact(call).orElseThrow().request().queuedAt()).isEqualTo(NINE);
        assertThat(play.place(afterwards))
                .isInstanceOfSatisfying(
                        WrapUp.class, rest -> assertThat(rest.agent()).isEqualTo(AMINA));
        assertThat(play.contact(consult)).isEmpty();
        assertThat(ends()).containsExactly(ConsultEnd.COMPLETED);
        assertThat(play.decisions().stream()
                        .filter(ContactTransferred.class::isInstance)
                        .map(ContactTransferred.class::cast))
                .singleElement()
                .satisfies(passed -> assertThat(passed.note()).isEqualTo(note));
        assertThat(play.decisions().stream()
                        .filter(OfferAccepted.class::isInstance)
                        .map(accepted -> ((OfferAccepted) accepted).agent()))
                .containsExactly(AMINA, BRUNO);
        assertThat(lastState(BRUNO)).isEqualTo("ON_CONTACT null");
        assertThat(lastState(AMINA)).isEqualTo("WRAP_UP null");
    }

    /// The lease ran out while telephony was away, and the line has connected them all the same.
    @Test
    void passesTheCitizenOnAlsoWhenTheConsultWasOverByOurAccount() {
        var call = aminaAsksBruno();
        play.tick(3_000);
        assertThat(ends()).containsExactly(ConsultEnd.NOT_ANSWERED);

        play.on(at -> new CompleteConsult(at, call, BRUNO, afterwards));
        play.on(at -> new CompleteConsult(at, call, BRUNO, ContactId.next()));

        assertThat(((InConversation) play.place(call)).agent()).isEqualTo(BRUNO);
        assertThat(((WrapUp) play.place(afterwards)).agent()).isEqualTo(AMINA);
        assertThat(play.decisions().stream().filter(ContactTransferred.class::isInstance))
                .hasSize(1);
    }

    @Test
    void leavesTheColleagueAtWorkWhoDoesNotAnswer() {
        var call = aminaAsksBruno();

        play.tick(3_000);

        assertThat(ends()).containsExactly(ConsultEnd.NOT_ANSWERED);
        assertThat(lastState(BRUNO)).isEqualTo("AVAILABLE null");
        assertThat(play.place(call)).isInstanceOf(InConversation.class);
    }

    @Test
    void isOverWithTheConversation() {
        var call = aminaAsksBruno();
        play.on(at -> new BeginConsult(at, call, BRUNO));

        play.on(at -> new EndConversation(at, call, EndedBy.CITIZEN));

        assertThat(ends()).containsExactly(ConsultEnd.OVER);
        assertThat(lastState(BRUNO)).isEqualTo("AVAILABLE null");
    }

    @Test
    void isOverWhenTheColleagueGoesOnABreakOrOffDutyWhileItRings() {
        aminaAsksBruno();
        play.on(at -> new PauseAgent(at, BRUNO, "lunch"));
        assertThat(ends()).containsExactly(ConsultEnd.UNREACHABLE);

        var second = new Play();
        second.available(AMINA, need(LIGHTING));
        var call = second.call(need(LIGHTING));
        second.accept(AMINA, call);
        second.available(BRUNO, need(WASTE));
        second.on(at -> new AskColleague(at, AMINA, call, BRUNO, null, consult));
        second.on(at -> new SignOut(at, BRUNO));
        assertThat(second.contact(consult)).isEmpty();
    }

    @Test
    void letsWorkThatMayBeInterruptedRestAndComeBack() {
        play = new Play(TestRules.FULL);
        play.available(BRUNO, need(WASTE));
        var mail = play.mail(need(WASTE));
        play.accept(BRUNO, mail);
        var call = aminaAsksBruno();
        play.on(at -> new BeginConsult(at, call, BRUNO));
        assertThat(play.place(mail)).isInstanceOf(Parked.class);

        play.on(at -> new EndConsult(at, consult, ConsultEnd.COLLEAGUE_LEFT));

        assertThat(play.place(mail)).isInstanceOf(InConversation.class);
    }

    @Test
    void isRefusedWhenItWouldHelpNobody() {
        assertThat(code(ask(AMINA, ContactId.next(), BRUNO))).isEqualTo("contact-not-in-hand");
        var call = aminaSpeaks();
        assertThat(code(ask(AMINA, call, AMINA))).isEqualTo("transfer-to-oneself");
        assertThat(code(ask(AMINA, call, BRUNO))).isEqualTo("colleague-away");
        play.available(BRUNO, need(WASTE));
        var other = play.call(need(WASTE));
        assertThat(code(ask(AMINA, call, BRUNO))).isEqualTo("colleague-busy");
        play.accept(BRUNO, other);
        assertThat(code(ask(AMINA, call, BRUNO))).isEqualTo("colleague-busy");
        play.on(at -> new FinishContact(at, BRUNO, other, "answered"));
        assertThat(ask(AMINA, call, BRUNO)).isEmpty();
        assertThat(code(ask(AMINA, call, BRUNO))).isEqualTo("consult-in-progress");
    }

    @Test
    void asksTheFreeOneWhoKnowsATopicAndHasBeenIdleForLongest() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        play.after(60).available(CHLOE, need(WASTE));

        assertThat(askWhoever(call, WASTE, BRUNO, CHLOE)).isEqualTo("done");

        assertThat(asked()).isEqualTo(BRUNO);
    }

    @Test
    void asksNobodyAgainByTopicWhoHasJustDeclined() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        play.after(60).available(CHLOE, need(WASTE));
        askWhoever(call, WASTE, BRUNO, CHLOE);
        play.on(at -> new EndConsult(at, call, ConsultEnd.DECLINED));

        assertThat(askWhoever(call, WASTE, BRUNO, CHLOE)).isEqualTo("done");

        assertThat(asked()).isEqualTo(CHLOE);
        play.on(at -> new EndConsult(at, call, ConsultEnd.CANCELLED));
        play.after(300).on(at -> new EndConsult(at, call, ConsultEnd.CANCELLED));
        assertThat(askWhoever(call, WASTE, BRUNO)).as("after a while he is").isEqualTo("done");
        assertThat(asked()).isEqualTo(BRUNO);
    }

    @Test
    void asksByTopicNobodyWhoDoesNotKnowItOrHasNoPhoneOrNoHandFree() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        assertThat(askWhoever(call, LIGHTING, BRUNO, AMINA)).isEqualTo("nobody-free");
        assertThat(askWhoever(call, WASTE, CHLOE)).isEqualTo("nobody-free");
        assertThat(askWhoever(ContactId.next(), WASTE, BRUNO)).isEqualTo("contact-not-in-hand");
        play.call(need(WASTE));
        assertThat(askWhoever(call, WASTE, BRUNO)).as("he is rung").isEqualTo("nobody-free");
        assertThat(play.place(call)).isInstanceOf(InConversation.class);
    }

    private String askWhoever(ContactId call, Skill skill, AgentId... reachable) {
        return code(play.on(at -> new AskWhoeverKnows(
                        at, AMINA, call, List.of(need(skill)), Set.of(reachable), note, ContactId.next()))
                .refusal());
    }

    /// The last one.
    private AgentId asked() {
        return play.decisions().stream()
                .filter(ConsultAsked.class::isInstance)
                .map(asked -> ((ConsultAsked) asked).with())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void changesNothingWhenItEndsTwiceOrBeginsForSomebodyElse() {
        var call = aminaAsksBruno();
        play.on(at -> new BeginConsult(at, call, CHLOE));
        assertThat(lastState(BRUNO)).isEqualTo("OFFERED consult");
        play.on(at -> new EndConsult(at, call, ConsultEnd.DECLINED));
        play.on(at -> new EndConsult(at, call, ConsultEnd.CANCELLED));

        assertThat(ends()).containsExactly(ConsultEnd.DECLINED);
        play.on(at -> new EndConversation(at, call, EndedBy.AGENT));
        play.on(at -> new FinishContact(at, AMINA, call, "answered"));
        play.on(at -> new CompleteConsult(at, call, BRUNO, afterwards));
        assertThat(play.place(call)).isNotInstanceOf(Waiting.class);
        assertThat(play.contact(afterwards)).isEmpty();
    }

    /// It would rest while the colleague takes a call.
    @Test
    void isAboutACallAndNothingElse() {
        play.available(AMINA, need(LIGHTING));
        var mail = play.mail(need(LIGHTING));
        play.accept(AMINA, mail);
        play.available(BRUNO, need(WASTE));

        assertThat(code(ask(AMINA, mail, BRUNO))).isEqualTo("contact-not-in-hand");
    }

    private ContactId aminaSpeaks() {
        play.available(AMINA, need(LIGHTING));
        var call = play.call(need(LIGHTING));
        play.accept(AMINA, call);
        return call;
    }

    private ContactId aminaAsksBruno() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        assertThat(ask(AMINA, call, BRUNO)).isEmpty();
        return call;
    }

    private Optional<Refusal> ask(AgentId agent, ContactId call, AgentId colleague) {
        return play.on(at -> new AskColleague(at, agent, call, colleague, note, consult))
                .refusal();
    }

    private List<ConsultEnd> ends() {
        return play.decisions().stream()
                .filter(ConsultEnded.class::isInstance)
                .map(ended -> ((ConsultEnded) ended).how())
                .toList();
    }

    private String lastState(AgentId agent) {
        return states(agent)
                .map(change -> change.state() + " " + change.reason())
                .reduce((_, last) -> last)
                .orElse(AgentState.OFFLINE + " null");
    }

    private Stream<AgentStateChanged> states(AgentId agent) {
        return play.decisions().stream()
                .filter(AgentStateChanged.class::isInstance)
                .map(AgentStateChanged.class::cast)
                .filter(change -> change.agent().equals(agent));
    }

    private static SkillNeed need(Skill skill) {
        return new SkillNeed(skill, 1);
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("done");
    }
}
