package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static fr.allomairies.routing.engine.Play.NINE;
import static fr.allomairies.routing.engine.Play.WASTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FailPhone;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoutingEngineTest {

    final Play play = new Play();

    @Test
    void offersTheLongestWaitingContactFirst() {
        var first = play.call(need(LIGHTING, 1));
        play.after(5).call(need(LIGHTING, 1));

        play.after(4).available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersTo(AMINA)).containsExactly(first);
    }

    @Test
    void letsPriorityCountAsMinutesWaited() {
        play.mail(need(LIGHTING, 1));
        var call = play.after(9 * 60).queue(ChannelKind.VOICE, 100, 10, null, need(LIGHTING, 1));

        play.available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersTo(AMINA)).containsExactly(call);
    }

    @Test
    void letsTheOldMailGoBeforeTheNewCall() {
        var mail = play.mail(need(LIGHTING, 1));
        play.after(11 * 60).queue(ChannelKind.VOICE, 100, 10, null, need(LIGHTING, 1));

        play.available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersTo(AMINA)).containsExactly(mail);
    }

    @Test
    void saysWhyItMadeTheOffer() {
        var contact = play.queue(ChannelKind.VOICE, 100, 10, null, need(LIGHTING, 2));

        play.after(90).available(AMINA, need(LIGHTING, 4), need(WASTE, 1));

        var why = ((Offered) play.place(contact)).why();
        assertThat(why.waited()).isEqualTo(Duration.ofSeconds(90));
        assertThat(why.score()).isEqualTo(11.5);
        assertThat(why.skills()).containsExactly(need(LIGHTING, 4));
    }

    @Test
    void keepsAContactWaitingWhileNobodyHasTheLevel() {
        var contact = play.call(need(LIGHTING, 3));

        play.available(AMINA, need(LIGHTING, 2)).available(BRUNO, need(WASTE, 5));

        assertThat(play.place(contact)).isEqualTo(new Waiting());
    }

    @Test
    void asksForAllTheSkillsThatAContactNeeds() {
        play.available(AMINA, need(LIGHTING, 5)).available(BRUNO, need(LIGHTING, 1), need(WASTE, 1));

        assertThat(play.offersOf(play.call(need(LIGHTING, 1), need(WASTE, 1)))).containsExactly("bruno");
    }

    @Test
    void takesASkillThatIsNamedTwiceAtTheHigherLevel() {
        play.available(AMINA, need(LIGHTING, 2)).after(1).available(BRUNO, need(LIGHTING, 3));

        assertThat(play.offersOf(play.call(need(LIGHTING, 3), need(LIGHTING, 1))))
                .containsExactly("bruno");
    }

    @Test
    void offersToTheAgentWhoHasBeenIdleForLongest() {
        play.available(BRUNO, need(LIGHTING, 1)).after(1).available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersOf(play.call(need(LIGHTING, 1)))).containsExactly("bruno");
    }

    @Test
    void sparesTheExpertForAMinuteOfIdlenessALevel() {
        play.available(BRUNO, need(LIGHTING, 3)).after(119).available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersOf(play.call(need(LIGHTING, 1)))).containsExactly("amina");
    }

    @Test
    void asksTheExpertWhoHasBeenIdleForMuchLonger() {
        play.available(BRUNO, need(LIGHTING, 3)).after(121).available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersOf(play.call(need(LIGHTING, 1)))).containsExactly("bruno");
    }

    @Test
    void asksWhoHasNothingInHandBeforeWhoHas() {
        play.available(AMINA, need(LIGHTING, 1));
        play.accept(AMINA, play.mail(need(LIGHTING, 1)));
        play.after(60).available(BRUNO, need(LIGHTING, 1));

        assertThat(play.offersOf(play.chat(need(LIGHTING, 1)))).containsExactly("bruno");
    }

    @Test
    void asksTheAgentWhoKnowsTheMatterFirst() {
        play.available(AMINA, need(LIGHTING, 1)).after(9 * 60).available(BRUNO, need(LIGHTING, 1));

        assertThat(play.offersOf(play.queue(ChannelKind.VOICE, 100, 0, BRUNO, need(LIGHTING, 1))))
                .containsExactly("bruno");
    }

    @Test
    void doesNotWaitForTheAgentWhoKnowsTheMatter() {
        play.available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersOf(play.queue(ChannelKind.VOICE, 100, 0, BRUNO, need(LIGHTING, 1))))
                .containsExactly("amina");
    }

    @Test
    void givesAnAgentTheMatterThatIsKnownBeforeAnOlderOne() {
        play.call(need(LIGHTING, 1));
        var known = play.after(9 * 60).queue(ChannelKind.VOICE, 100, 0, AMINA, need(LIGHTING, 1));

        play.available(AMINA, need(LIGHTING, 1));

        assertThat(play.offersTo(AMINA)).containsExactly(known);
    }

    @Test
    void fillsTheCapacityWithSeveralContactsOneOfferAtATime() {
        play.available(AMINA, need(LIGHTING, 1));
        var mail = play.mail(need(LIGHTING, 1));
        var chat = play.chat(need(LIGHTING, 1));
        var second = play.after(1).chat(need(LIGHTING, 1));
        assertThat(play.offersTo(AMINA)).containsExactly(mail);

        play.accept(AMINA, mail);
        play.accept(AMINA, chat);

        assertThat(play.offersTo(AMINA)).containsExactly(mail, chat);
        assertThat(play.place(second)).isEqualTo(new Waiting());
    }

    @Test
    void offersNoCallToWhoIsWritingAMail() {
        play.available(AMINA, need(LIGHTING, 1));
        play.accept(AMINA, play.mail(need(LIGHTING, 1)));

        assertThat(play.offersOf(play.call(need(LIGHTING, 1)))).isEmpty();
    }

    @Test
    void keepsToTheLimitOfAChannel() {
        play.available(AMINA, need(LIGHTING, 1));
        play.accept(AMINA, play.chat(need(LIGHTING, 1)));
        play.accept(AMINA, play.chat(need(LIGHTING, 1)));

        assertThat(play.offersOf(play.chat(need(LIGHTING, 1)))).isEmpty();
    }

    @Test
    void givesTheContactBackItsPlaceWhenNobodyAnswers() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        play.after(5).call(need(LIGHTING, 1));

        play.tick(15).available(BRUNO, need(LIGHTING, 1));

        assertThat(play.decisions())
                .contains(
                        new OfferNotAnswered(NINE.plusSeconds(20), contact, AMINA),
                        new AgentStateChanged(NINE.plusSeconds(20), AMINA, AgentState.PAUSED, "no-answer"));
        assertThat(play.offersOf(contact)).containsExactly("amina", "bruno");
    }

    @Test
    void offersTheSameContactToTheSameAgentAgainAfterAMinute() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        play.decline(AMINA, contact);

        assertThat(play.tick(59).offersOf(contact)).containsExactly("amina");
        assertThat(play.tick(1).offersOf(contact)).containsExactly("amina", "amina");
    }

    @Test
    void offersSomethingElseToWhoDeclined() {
        play.available(AMINA, need(LIGHTING, 1));
        var declined = play.call(need(LIGHTING, 1));
        var next = play.call(need(LIGHTING, 1));

        play.decline(AMINA, declined);

        assertThat(play.offersTo(AMINA)).containsExactly(declined, next);
    }

    @Test
    void offersNothingMoreToAnAgentWhoIsRungAndSaysAvailableAgain() {
        play.available(AMINA, need(LIGHTING, 1));
        play.call(need(LIGHTING, 1));
        play.call(need(LIGHTING, 1));

        play.on(at -> new MakeAvailable(at, AMINA));

        assertThat(play.offersTo(AMINA)).hasSize(1);
    }

    @Test
    void offersTheNextContactWhenTheCallerHangsUpWhileRinging() {
        play.available(AMINA, need(LIGHTING, 1));
        var hungUp = play.call(need(LIGHTING, 1));
        var next = play.call(need(LIGHTING, 1));

        play.on(at -> new Abandon(at, hungUp));

        assertThat(play.decisions())
                .containsSubsequence(
                        new OfferWithdrawn(NINE, hungUp, AMINA, WithdrawReason.CITIZEN_LEFT),
                        new ContactAbandoned(NINE, hungUp, Stage.RINGING));
        assertThat(play.offersTo(AMINA)).containsExactly(hungUp, next);
    }

    @Test
    void endsTheConversationWhenTheCallerLeavesIt() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        play.accept(AMINA, contact);

        play.on(at -> new Abandon(at, contact));
        play.on(at -> new Abandon(at, contact));

        assertThat(play.decisions())
                .containsOnlyOnce(new ConversationEnded(NINE, contact, AMINA, EndedBy.CITIZEN))
                .noneMatch(ContactAbandoned.class::isInstance);
    }

    @Test
    void goesOnToSomebodyElseWhenThePhoneFails() {
        play.available(AMINA, need(LIGHTING, 1)).after(1).available(BRUNO, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));

        play.on(at -> new FailPhone(at, AMINA, contact));

        assertThat(play.offersOf(contact)).containsExactly("amina", "bruno");
        assertThat(play.agent(AMINA).pauseReason()).isEqualTo("phone-unreachable");
    }

    @Test
    void givesACallWhoseAgentLostHerLineItsPlaceBack() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        var later = play.after(30).call(need(LIGHTING, 1));
        play.accept(AMINA, contact);

        play.after(60).on(at -> new LoseLine(at, BRUNO, contact));
        assertThat(play.place(contact)).isInstanceOf(InConversation.class);
        play.on(at -> new LoseLine(at, AMINA, contact));

        assertThat(play.place(contact)).isInstanceOf(Waiting.class);
        assertThat(play.agent(AMINA).pauseReason()).isEqualTo("line-lost");
        play.available(BRUNO, need(LIGHTING, 1));
        assertThat(play.offersOf(contact)).containsExactly("amina", "bruno");
        assertThat(play.place(later)).isInstanceOf(Waiting.class);
    }

    @Test
    void leavesAnAgentWhoHasSignedOutInMidCallOffDutyWhenHerLineIsLost() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        play.accept(AMINA, contact);
        play.on(at -> new SignOut(at, AMINA));

        play.on(at -> new LoseLine(at, AMINA, contact));

        assertThat(play.place(contact)).isInstanceOf(Waiting.class);
        assertThat(play.agent(AMINA).presence()).isEqualTo(AgentStatus.Presence.OFFLINE);
    }

    @Test
    void endsTheWrapUpByItselfAfterItsMaximum() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        play.accept(AMINA, contact);
        play.after(60).on(at -> new EndConversation(at, contact, EndedBy.AGENT));
        assertThat(play.tick(119).place(contact)).isInstanceOf(WrapUp.class);

        play.tick(1);

        assertThat(play.decisions()).contains(new ContactHandled(NINE.plusSeconds(180), contact, AMINA, null));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void finishesAConversationThatStillGoesOn() {
        play.available(AMINA, need(LIGHTING, 1));
        var mail = play.mail(need(LIGHTING, 1));
        play.accept(AMINA, mail);

        play.on(at -> new FinishContact(at, AMINA, mail, "answered"));

        assertThat(play.decisions())
                .containsSubsequence(
                        new ConversationEnded(NINE, mail, AMINA, EndedBy.AGENT),
                        new ContactHandled(NINE, mail, AMINA, "answered"));
    }

    @Test
    void pausesAfterTheConversationInHand() {
        play.available(AMINA, need(LIGHTING, 1));
        var call = play.call(need(LIGHTING, 1));
        play.accept(AMINA, call);

        play.on(at -> new PauseAgent(at, AMINA, "lunch"));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.ON_CONTACT);
        play.on(at -> new FinishContact(at, AMINA, call, "answered"));

        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.PAUSED);
        assertThat(play.decisions()).contains(new AgentStateChanged(NINE, AMINA, AgentState.PAUSED, "lunch"));
        assertThat(play.offersOf(play.call(need(LIGHTING, 1)))).isEmpty();
    }

    @Test
    void takesTheRingingOfferBackFromWhoPauses() {
        play.available(AMINA, need(LIGHTING, 1)).after(1).available(BRUNO, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));

        play.on(at -> new PauseAgent(at, AMINA, "lunch"));

        assertThat(play.offersOf(contact)).containsExactly("amina", "bruno");
    }

    @Test
    void letsWhoSignsOutDuringAConversationFinishItAndOffersNothingMore() {
        play.available(AMINA, need(LIGHTING, 1));
        var call = play.call(need(LIGHTING, 1));
        play.accept(AMINA, call);
        play.on(at -> new SignOut(at, AMINA));
        var next = play.call(need(LIGHTING, 1));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.ON_CONTACT);

        play.on(at -> new EndConversation(at, call, EndedBy.CITIZEN));
        play.on(at -> new FinishContact(at, AMINA, call, "answered"));

        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.OFFLINE);
        assertThat(play.offersOf(next)).isEmpty();
    }

    @Test
    void takesTheRingingOfferBackFromWhoSignsOutWithoutBlame() {
        play.available(AMINA, need(LIGHTING, 1)).after(1).available(BRUNO, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));

        play.on(at -> new SignOut(at, AMINA));

        assertThat(play.offersOf(contact)).containsExactly("amina", "bruno");
        assertThat(play.decisions())
                .filteredOn(OfferWithdrawn.class::isInstance)
                .extracting(event -> ((OfferWithdrawn) event).reason())
                .containsExactly(WithdrawReason.AGENT_LEFT);
    }

    @Test
    void finishesTheWrapUpOfWhoSignsOut() {
        play.available(AMINA, need(LIGHTING, 1));
        var call = play.call(need(LIGHTING, 1));
        play.accept(AMINA, call);
        play.on(at -> new EndConversation(at, call, EndedBy.CITIZEN));

        play.on(at -> new SignOut(at, AMINA));

        assertThat(play.decisions()).contains(new ContactHandled(NINE, call, AMINA, null));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void refusesAnAnswerToAnOfferThatHasGoneOn() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));
        play.tick(20);

        assertThat(play.accept(AMINA, contact).refusal()).map(Refusal::code).contains("offer-gone");
        assertThat(play.decline(AMINA, contact).refusal()).map(Refusal::code).contains("offer-gone");
    }

    @Test
    void takesTheSecondAcceptOfTheSameAgentAsDone() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));

        assertThat(play.accept(AMINA, contact).refusal()).isEmpty();
        assertThat(play.accept(AMINA, contact).refusal()).isEmpty();
        assertThat(play.accept(AMINA, contact).changesNothing()).isTrue();
    }

    @Test
    void refusesToFinishWhatIsNotInHand() {
        play.available(AMINA, need(LIGHTING, 1));
        var contact = play.call(need(LIGHTING, 1));

        assertThat(play.on(at -> new FinishContact(at, AMINA, contact, null)).refusal())
                .map(Refusal::code)
                .contains("contact-not-in-hand");
    }

    @Test
    void takesWhatTheSafetyNetConnectedAsAccepted() {
        play.available(AMINA, need(LIGHTING, 1)).available(BRUNO, need(LIGHTING, 1));
        var ringsAtAmina = play.call(need(LIGHTING, 1));
        var ringsAtBruno = play.call(need(LIGHTING, 1));

        play.on(at -> new ConnectElsewhere(at, ringsAtAmina, BRUNO));

        assertThat(play.place(ringsAtAmina))
                .isInstanceOfSatisfying(
                        InConversation.class,
                        conversation -> assertThat(conversation.agent()).isEqualTo(BRUNO));
        assertThat(play.decisions())
                .contains(
                        new OfferWithdrawn(NINE, ringsAtAmina, AMINA, WithdrawReason.CONNECTED_ELSEWHERE),
                        new OfferWithdrawn(NINE, ringsAtBruno, BRUNO, WithdrawReason.CONNECTED_ELSEWHERE));
        assertThat(play.offersTo(AMINA)).containsExactly(ringsAtAmina, ringsAtBruno);
    }

    @Test
    void countsEachContactOnce() {
        var contact = play.call(need(LIGHTING, 1));

        assertThat(play.queueAgain(contact).changesNothing()).isTrue();
    }

    /// The example of docs/routing.md, line by line.
    @Test
    void doesWhatTheSupervisorsGuideTells() {
        var chloe = new AgentId("chloe");
        play.after(-300).available(BRUNO, need(LIGHTING, 3));
        play.after(60).available(AMINA, need(LIGHTING, 1)).available(chloe, need(WASTE, 2));

        var first = play.after(240).queue(ChannelKind.VOICE, 100, 10, null, need(LIGHTING, 1));
        assertThat(play.offersOf(first)).containsExactly("amina");
        var second = play.after(5).queue(ChannelKind.VOICE, 100, 10, null, need(LIGHTING, 1));
        play.accept(BRUNO, second);
        var mail = play.after(3).mail(need(LIGHTING, 1));
        play.tick(12);
        assertThat(play.agent(AMINA).pauseReason()).isEqualTo("no-answer");
        play.after(10).on(at -> new MakeAvailable(at, AMINA));
        assertThat(play.offersTo(AMINA)).containsExactly(first, mail);
        assertThat(((Offered) play.place(mail)).why().score()).isCloseTo(0.4, within(0.05));
        play.accept(AMINA, mail);
        play.tick(90).on(at -> new EndConversation(at, second, EndedBy.CITIZEN));
        assertThat(play.place(first)).isEqualTo(new Waiting());
        play.tick(40).on(at -> new FinishContact(at, BRUNO, second, "answered"));

        assertThat(play.offersTo(BRUNO)).containsExactly(second, first);
        assertThat(((Offered) play.place(first)).why().score()).isCloseTo(12.7, within(0.05));
        assertThat(play.offersTo(chloe)).isEmpty();
    }

    private static SkillNeed need(Skill skill, int level) {
        return new SkillNeed(skill, level);
    }
}
