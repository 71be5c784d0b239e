package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Steered;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.MoveSkill;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.SteerAgent;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a supervisor decides for an agent.
class SteeringTest {

    private static final AgentId CHIEF = new AgentId("chief");
    private static final SkillNeed NEED = new SkillNeed(LIGHTING, 1);

    private final Play play = new Play();

    @Test
    void tellsWhoDecidedBeforeWhatCameOfIt() {
        play.available(AMINA, NEED);

        assertThat(steer(AgentState.PAUSED, "meeting")).isEmpty();

        assertThat(play.decisions())
                .endsWith(
                        new AgentSteered(Play.NINE, AMINA, AgentState.PAUSED, "meeting", CHIEF),
                        new AgentStateChanged(Play.NINE, AMINA, AgentState.PAUSED, "meeting"));
        assertThat(steered()).isEqualTo(new Steered(Play.NINE, AgentState.PAUSED, "meeting", CHIEF));
    }

    @Test
    void aPauseTakesBackWhatRingsAndGivesItToSomebodyElse() {
        play.available(AMINA, NEED);
        var call = play.call(NEED);
        play.available(BRUNO, NEED);

        steer(AgentState.PAUSED, "away");

        assertThat(play.decisions()).anyMatch(OfferWithdrawn.class::isInstance);
        assertThat(play.place(call))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.agent()).isEqualTo(BRUNO));
    }

    @Test
    void whoIsMadeAvailableIsOfferedWhatWaits() {
        play.available(AMINA, NEED).on(at -> new PauseAgent(at, AMINA, "lunch"));
        var call = play.call(NEED);

        assertThat(steer(AgentState.AVAILABLE, "forgotten")).isEmpty();

        assertThat(play.place(call)).isInstanceOf(Offered.class);
    }

    @Test
    void aSkillThatIsGivenHoldsAtOnceBesideTheOthers() {
        play.available(AMINA, NEED);
        var call = play.call(new SkillNeed(Play.WASTE, 2));
        assertThat(play.place(call)).isInstanceOf(Waiting.class);

        play.on(at -> new MoveSkill(at, AMINA, Play.WASTE, 3, at.plusSeconds(1800), CHIEF));

        assertThat(play.place(call)).isInstanceOf(Offered.class);
        assertThat(play.decisions())
                .contains(
                        new AgentSkillsChanged(Play.NINE, AMINA, List.of(NEED, new SkillNeed(Play.WASTE, 3))),
                        new AgentSkillMoved(Play.NINE, AMINA, Play.WASTE, 3, null, Play.NINE.plusSeconds(1800), CHIEF));
    }

    @Test
    void aSkillThatIsTakenLeavesTheOthers() {
        play.available(AMINA, NEED, new SkillNeed(Play.WASTE, 3));

        play.on(at -> new MoveSkill(at, AMINA, Play.WASTE, null, null, CHIEF));

        assertThat(play.decisions())
                .endsWith(
                        new AgentSkillsChanged(Play.NINE, AMINA, List.of(NEED)),
                        new AgentSkillMoved(Play.NINE, AMINA, Play.WASTE, null, 3, null, CHIEF));
    }

    @Test
    void whoIsSignedOutKeepsHerConversationToItsEnd() {
        play.available(AMINA, NEED);
        var call = play.call(NEED);
        play.accept(AMINA, call);

        assertThat(steer(AgentState.OFFLINE, "end-of-day")).isEmpty();

        assertThat(play.place(call)).isInstanceOf(InConversation.class);
        assertThat(state()).isEqualTo(AgentState.ON_CONTACT);
        play.on(at -> new EndConversation(at, call, EndedBy.CITIZEN));
        play.tick(600);
        assertThat(state()).isEqualTo(AgentState.OFFLINE);
        assertThat(play.decisions()).anyMatch(ContactHandled.class::isInstance);
    }

    @Test
    void nobodyIsMadeAvailableWhoIsNotThere() {
        assertThat(steer(AgentState.AVAILABLE, "needed")).map(Refusal::code).contains("agent-offline");
        play.available(AMINA, NEED);
        steer(AgentState.OFFLINE, "left");
        assertThat(steer(AgentState.PAUSED, "away")).map(Refusal::code).contains("agent-offline");
        assertThat(state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void whatSheDecidesHerselfAfterwardsIsHerOwn() {
        play.available(AMINA, NEED);
        steer(AgentState.PAUSED, "meeting");

        play.on(at -> new MakeAvailable(at, AMINA));

        assertThat(play.agent(AMINA).steered()).isNull();
    }

    @Test
    void decidingWhatIsSoAlreadyIsToldByNothing() {
        play.available(AMINA, NEED);
        play.on(at -> new PauseAgent(at, AMINA, "meeting"));
        var before = play.decisions().size();

        assertThat(steer(AgentState.PAUSED, "meeting")).isEmpty();

        assertThat(play.decisions()).hasSize(before);
    }

    @Test
    void onlyThreeThingsCanBeDecided() {
        assertThatThrownBy(() -> new Steered(Play.NINE, AgentState.WRAP_UP, "meeting", CHIEF))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<Refusal> steer(AgentState to, String reason) {
        return play.on(at -> new SteerAgent(at, AMINA, to, reason, CHIEF)).refusal();
    }

    private AgentState state() {
        return play.agent(AMINA).state();
    }

    private Steered steered() {
        return Optional.ofNullable(play.agent(AMINA).steered()).orElseThrow();
    }
}
