package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.whatif.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A call that an agent makes.
class PlacedCallTest {

    private static final TicketId TICKET = TicketId.next();

    private final ContactId placed = ContactId.next();
    private final Play play = new Play();

    @Test
    void takesHerWholeCapacityUntilSheHasFinished() {
        play.available(AMINA, need(LIGHTING));

        assertThat(place(AMINA)).isEmpty();
        var call = play.call(need(LIGHTING));

        assertThat(play.place(call)).isInstanceOf(Waiting.class);
        assertThat(state(AMINA)).isEqualTo(AgentState.ON_CONTACT);
        play.on(at -> new EndConversation(at, placed, EndedBy.CITIZEN));
        assertThat(play.place(call)).isInstanceOf(Waiting.class);
        play.on(at -> new FinishContact(at, AMINA, placed, "answered"));
        assertThat(play.place(call)).isInstanceOf(Offered.class);
        assertThat(play.decisions())
                .filteredOn(event -> event instanceof CallPlaced
                        || event instanceof ConversationEnded
                        || event instanceof ContactHandled)
                .hasSize(3);
    }

    @Test
    void isMadeOutOfAPauseWhichGoesOnAfterIt() {
        play.available(AMINA, need(LIGHTING)).on(at -> new PauseAgent(at, AMINA, "training"));

        assertThat(place(AMINA)).isEmpty();
        assertThat(state(AMINA)).isEqualTo(AgentState.ON_CONTACT);
        play.on(at -> new FinishContact(at, AMINA, placed, "answered"));

        assertThat(state(AMINA)).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void isMadeBesideAWrapUp() {
        play.available(AMINA, need(LIGHTING));
        var before = play.call(need(LIGHTING));
        play.accept(AMINA, before);
        play.on(at -> new EndConversation(at, before, EndedBy.CITIZEN));

        assertThat(place(AMINA)).isEmpty();

        assertThat(play.place(placed)).isInstanceOf(InConversation.class);
    }

    @Test
    void isRefusedWhileACallRingsOrGoesOnAndToWhoIsNotAtWork() {
        assertThat(place(AMINA)).contains("not-signed-in");
        play.available(AMINA, need(LIGHTING));
        var call = play.call(need(LIGHTING));
        assertThat(play.place(call)).isInstanceOf(Offered.class);
        assertThat(place(AMINA)).contains("on-the-phone");
        play.accept(AMINA, call);
        assertThat(place(AMINA)).contains("on-the-phone");
        assertThat(play.contact(placed)).isEmpty();
    }

    @Test
    void waitsForWhoeverCanWhenHerLineIsLost() {
        play.available(AMINA, need(LIGHTING));
        place(AMINA);
        play.available(BRUNO, need(LIGHTING));

        play.on(at -> new LoseLine(at, AMINA, placed));

        assertThat(play.place(placed))
                .isInstanceOfSatisfying(
                        Offered.class, offer -> assertThat(offer.agent()).isEqualTo(BRUNO));
    }

    private Optional<String> place(AgentId agent) {
        return play.on(at -> new PlaceCall(
                        at,
                        agent,
                        Requests.of(new CallPlaced(
                                at,
                                placed,
                                agent,
                                TICKET,
                                new CategoryCode("lighting.lamp-out"),
                                List.of(need(LIGHTING)),
                                "fr"))))
                .refusal()
                .map(Refusal::code);
    }

    private AgentState state(AgentId agent) {
        return play.agent(agent).state();
    }

    private static SkillNeed need(Skill skill) {
        return new SkillNeed(skill, 1);
    }
}
