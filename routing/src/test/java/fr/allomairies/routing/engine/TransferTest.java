package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static fr.allomairies.routing.engine.Play.NINE;
import static fr.allomairies.routing.engine.Play.WASTE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.RelaxReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Transfer.Colleague;
import fr.allomairies.routing.Transfer.Matter;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.TransferContact;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final AgentId CHLOE = new AgentId("chloe");
    private static final CategoryCode BINS = new CategoryCode("waste.bin");
    private static final Matter TO_WASTE = new Matter(BINS, List.of(need(WASTE)));

    private final ContactId afterwards = ContactId.next();
    private final Play play = new Play();

    @Test
    void offersTheCallAtOnceToWhoeverKnowsTheMatter() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));

        transfer(AMINA, call, TO_WASTE);

        assertThat(play.place(call))
                .isInstanceOfSatisfying(
                        Offered.class, offer -> assertThat(offer.agent()).isEqualTo(BRUNO));
    }

    @Test
    void keepsTheClockThatBeganWithTheCall() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE)).after(300);

        transfer(AMINA, call, TO_WASTE);

        assertThat(play.contact(call).orElseThrow().request().queuedAt()).isEqualTo(NINE);
        assertThat(((Offered) play.place(call)).why().waited()).hasSeconds(300);
    }

    @Test
    void goesBeforeCallsThatCameMeanwhile() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE)).on(at -> new PauseAgent(at, BRUNO, "lunch"));
        play.after(60).call(need(WASTE));

        transfer(AMINA, call, TO_WASTE);
        play.available(BRUNO, need(WASTE));

        assertThat(play.offersTo(BRUNO)).containsExactly(call);
    }

    /// Asked for less one minute after the transfer, not because the conversation has taken ten.
    @Test
    void countsTheStepsFromTheTransfer() {
        var full = new Play(TestRules.FULL);
        full.available(AMINA, need(LIGHTING)).available(BRUNO, need(WASTE));
        var call = full.call(need(LIGHTING));
        full.accept(AMINA, call);
        full.on(at -> new PauseAgent(at, BRUNO, "lunch"));

        full.after(600).on(at -> new TransferContact(at, AMINA, call, new Transfer(TO_WASTE, null), afterwards));

        assertThat(full.tick(59).contact(call).orElseThrow().step()).isEqualTo(1);
        assertThat(full.tick(1).contact(call).orElseThrow().step()).isEqualTo(2);
    }

    @Test
    void givesTheAgentHerWrapUpAsOneHandledContact() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        transfer(AMINA, call, TO_WASTE);

        assertThat(play.place(afterwards))
                .isInstanceOfSatisfying(
                        WrapUp.class, rest -> assertThat(rest.agent()).isEqualTo(AMINA));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.WRAP_UP);

        play.after(30).on(at -> new FinishContact(at, AMINA, afterwards, "handed-over"));

        assertThat(play.decisions())
                .contains(new ContactHandled(NINE.plusSeconds(30), afterwards, AMINA, "handed-over"));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void endsTheWrapUpByTheClock() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        transfer(AMINA, call, TO_WASTE);

        play.tick(120);

        assertThat(play.decisions()).contains(new ContactHandled(play.now(), afterwards, AMINA, null));
    }

    @Test
    void offersNothingNewInTheWrapUp() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        transfer(AMINA, call, TO_WASTE);

        play.call(need(LIGHTING));

        assertThat(play.offersTo(AMINA)).containsExactly(call);
    }

    @Test
    void doesNotComeBackToWhoPassedItOnBeforeAMinuteIsOver() {
        var call = aminaSpeaks(need(WASTE));
        play.available(BRUNO, need(WASTE));
        transfer(AMINA, call, TO_WASTE);
        play.decline(BRUNO, call);
        play.on(at -> new PauseAgent(at, BRUNO, "lunch"));
        play.after(10).on(at -> new FinishContact(at, AMINA, afterwards, "handed-over"));

        assertThat(play.tick(49).place(call)).isEqualTo(new Waiting());
        assertThat(play.tick(1).offersOf(call)).containsExactly("amina", "bruno", "amina");
    }

    @Test
    void tellsToWhomAndWhereTheNoteIs() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        var note = InteractionId.next();

        play.on(at -> new TransferContact(at, AMINA, call, new Transfer(TO_WASTE, note), afterwards));

        assertThat(play.decisions())
                .contains(
                        new ContactTransferred(NINE, call, AMINA, BINS, List.of(need(WASTE)), null, note, afterwards));
        assertThat(play.contact(call).orElseThrow().request().passed())
                .isEqualTo(new Transfer.Passed(NINE, AMINA, null, note));
    }

    @Test
    void asksTheColleagueFirstWhateverSheCan() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(LIGHTING)).available(CHLOE);

        transfer(AMINA, call, new Colleague(CHLOE));

        assertThat(play.offersOf(call)).containsExactly("amina", "chloe");
        assertThat(play.contact(call).orElseThrow().request().needs()).containsExactly(need(LIGHTING));
    }

    @Test
    void asksWhoeverCanWhenTheColleagueDeclines() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(LIGHTING)).available(CHLOE);
        transfer(AMINA, call, new Colleague(CHLOE));

        play.decline(CHLOE, call);

        assertThat(play.offersOf(call)).containsExactly("amina", "chloe", "bruno");
        assertThat(play.decisions()).contains(new ContactRelaxed(NINE, call, 1, RelaxReason.NOT_TAKEN));
    }

    @Test
    void asksWhoeverCanWhenTheColleagueDoesNotAnswer() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(LIGHTING)).available(CHLOE);
        transfer(AMINA, call, new Colleague(CHLOE));

        play.tick(20);

        assertThat(play.offersOf(call)).containsExactly("amina", "chloe", "bruno");
        assertThat(play.agent(CHLOE).state()).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void waitsForAColleagueWhoIsBusyForAMinute() {
        var call = aminaSpeaks();
        play.available(CHLOE);
        play.accept(CHLOE, play.call());
        play.available(BRUNO, need(LIGHTING));
        transfer(AMINA, call, new Colleague(CHLOE));

        assertThat(play.tick(59).place(call)).isEqualTo(new Waiting());
        assertThat(play.tick(1).offersOf(call)).containsExactly("amina", "bruno");
    }

    @Test
    void asksWhoeverCanAsSoonAsTheColleagueSignsOut() {
        var call = aminaSpeaks();
        play.available(CHLOE);
        play.accept(CHLOE, play.call());
        play.available(BRUNO, need(LIGHTING));
        transfer(AMINA, call, new Colleague(CHLOE));

        play.on(at -> new SignOut(at, CHLOE));

        assertThat(play.offersOf(call)).containsExactly("amina", "bruno");
    }

    @Test
    void asksWhoeverCanWhenTheColleaguesLineIsLost() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(LIGHTING)).available(CHLOE);
        transfer(AMINA, call, new Colleague(CHLOE));
        play.accept(CHLOE, call);

        play.on(at -> new LoseLine(at, CHLOE, call));

        assertThat(play.offersOf(call)).containsExactly("amina", "chloe", "bruno");
    }

    @Test
    void mayAskWhoDeclinedTheCallBefore() {
        play.available(BRUNO, need(LIGHTING));
        var call = play.call(need(LIGHTING));
        play.decline(BRUNO, call);
        play.available(AMINA, need(LIGHTING)).accept(AMINA, call);

        transfer(AMINA, call, new Colleague(BRUNO));

        assertThat(play.offersOf(call)).containsExactly("bruno", "amina", "bruno");
    }

    @Test
    void isPassedOnOnceMore() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE)).available(CHLOE);
        transfer(AMINA, call, TO_WASTE);
        play.accept(BRUNO, call);

        play.on(at -> new TransferContact(at, BRUNO, call, new Transfer(new Colleague(CHLOE), null), ContactId.next()));

        assertThat(play.offersOf(call)).containsExactly("amina", "bruno", "chloe");
    }

    @Test
    void letsTheCitizenLeaveMeanwhile() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        transfer(AMINA, call, TO_WASTE);

        play.on(at -> new Abandon(at, call));

        assertThat(play.decisions()).anyMatch(ContactAbandoned.class::isInstance);
        assertThat(play.place(afterwards)).isInstanceOf(WrapUp.class);
    }

    @Test
    void refusesWhatWouldHelpNobody() {
        var call = aminaSpeaks();
        play.available(BRUNO, need(WASTE));
        play.on(at -> new PauseAgent(at, BRUNO, "lunch"));

        assertThat(refusal(AMINA, call, new Colleague(AMINA))).contains("transfer-to-oneself");
        assertThat(refusal(AMINA, call, new Colleague(BRUNO))).contains("colleague-away");
        assertThat(refusal(AMINA, call, new Colleague(CHLOE))).contains("colleague-away");
        assertThat(refusal(AMINA, call, new Matter(BINS, List.of(need(LIGHTING)))))
                .contains("nobody-signed-in");
        assertThat(refusal(BRUNO, call, TO_WASTE)).contains("contact-not-in-hand");
        assertThat(play.place(call)).isInstanceOf(InConversation.class);
    }

    private ContactId aminaSpeaks(SkillNeed... more) {
        play.available(
                AMINA,
                List.of(List.of(need(LIGHTING)), List.of(more)).stream()
                        .flatMap(List::stream)
                        .toArray(SkillNeed[]::new));
        var call = play.call(need(LIGHTING));
        play.accept(AMINA, call);
        return call;
    }

    private void transfer(AgentId agent, ContactId contact, Transfer.Target to) {
        assertThat(refusal(agent, contact, to)).isEmpty();
    }

    private Optional<String> refusal(AgentId agent, ContactId contact, Transfer.Target to) {
        return play.on(at -> new TransferContact(at, agent, contact, new Transfer(to, null), afterwards))
                .refusal()
                .map(Refusal::code);
    }

    private static SkillNeed need(Skill skill) {
        return new SkillNeed(skill, 1);
    }
}
