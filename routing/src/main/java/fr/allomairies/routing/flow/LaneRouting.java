package fr.allomairies.routing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.AskColleague;
import fr.allomairies.routing.engine.Command.AskWhoeverKnows;
import fr.allomairies.routing.engine.Command.BeginConsult;
import fr.allomairies.routing.engine.Command.CompleteConsult;
import fr.allomairies.routing.engine.Command.ConnectElsewhere;
import fr.allomairies.routing.engine.Command.DeclineOffer;
import fr.allomairies.routing.engine.Command.EndConsult;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FailPhone;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.LeaveQueue;
import fr.allomairies.routing.engine.Command.LoseLine;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.MoveSkill;
import fr.allomairies.routing.engine.Command.PauseAgent;
import fr.allomairies.routing.engine.Command.PlaceCall;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.SteerAgent;
import fr.allomairies.routing.engine.Command.TakeBack;
import fr.allomairies.routing.engine.Command.TransferContact;
import fr.allomairies.routing.whatif.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The front door, by way of the lane.
@Component
class LaneRouting implements Routing {

    private final LaneGateway gateway;
    private final Lane lane;
    private final Picture picture;

    LaneRouting(LaneGateway gateway, Lane lane, Picture picture) {
        this.gateway = gateway;
        this.lane = lane;
        this.picture = picture;
    }

    @Override
    public Optional<Refusal> makeAvailable(AgentId agent) {
        return gateway.ask(LaneInput.command(at -> new MakeAvailable(at, agent)));
    }

    @Override
    public Optional<Refusal> pause(AgentId agent, String reason) {
        return gateway.ask(LaneInput.command(at -> new PauseAgent(at, agent, reason)));
    }

    @Override
    public Optional<Refusal> signOut(AgentId agent) {
        return gateway.ask(LaneInput.command(at -> new SignOut(at, agent)));
    }

    @Override
    public Optional<Refusal> steer(AgentId agent, AgentState to, String reason, AgentId by) {
        return gateway.ask(LaneInput.command(at -> new SteerAgent(at, agent, to, reason, by)));
    }

    @Override
    public Optional<Refusal> accept(AgentId agent, ContactId contact) {
        return gateway.ask(LaneInput.command(at -> new AcceptOffer(at, agent, contact)));
    }

    @Override
    public Optional<Refusal> decline(AgentId agent, ContactId contact) {
        return gateway.ask(LaneInput.command(at -> new DeclineOffer(at, agent, contact)));
    }

    @Override
    public Optional<Refusal> phoneFailed(AgentId agent, ContactId contact) {
        return gateway.ask(LaneInput.command(at -> new FailPhone(at, agent, contact)));
    }

    @Override
    public void abandon(ContactId contact) {
        gateway.tell(LaneInput.report(at -> new Abandon(at, contact)));
    }

    @Override
    public void leave(ContactId contact, String wayOut) {
        gateway.tell(LaneInput.report(at -> new LeaveQueue(at, contact, wayOut)));
    }

    @Override
    public void conversationEnded(ContactId contact, EndedBy by) {
        gateway.tell(LaneInput.report(at -> new EndConversation(at, contact, by)));
    }

    @Override
    public Optional<Refusal> finish(AgentId agent, ContactId contact, @Nullable String disposition) {
        return gateway.ask(LaneInput.command(at -> new FinishContact(at, agent, contact, disposition)));
    }

    /// Asked again after a step that could not be stored, it is the same contact that is left to the agent.
    @Override
    public Optional<Refusal> transfer(AgentId agent, ContactId contact, Transfer to) {
        var afterwards = ContactId.next();
        return gateway.ask(LaneInput.command(at -> new TransferContact(at, agent, contact, to, afterwards)));
    }

    @Override
    public Optional<Refusal> consult(
            AgentId agent, ContactId contact, AgentId colleague, @Nullable InteractionId note) {
        var consult = ContactId.next();
        return gateway.ask(LaneInput.command(at -> new AskColleague(at, agent, contact, colleague, note, consult)));
    }

    @Override
    public Optional<Refusal> consult(
            AgentId agent,
            ContactId contact,
            List<SkillNeed> needs,
            Set<AgentId> reachable,
            @Nullable InteractionId note) {
        var consult = ContactId.next();
        return gateway.ask(
                LaneInput.command(at -> new AskWhoeverKnows(at, agent, contact, needs, reachable, note, consult)));
    }

    @Override
    public void consultBegan(ContactId contact, AgentId colleague) {
        gateway.tell(LaneInput.report(at -> new BeginConsult(at, contact, colleague)));
    }

    @Override
    public void consultEnded(ContactId contact, ConsultEnd how) {
        gateway.tell(LaneInput.report(at -> new EndConsult(at, contact, how)));
    }

    @Override
    public void consultCompleted(ContactId contact, AgentId colleague) {
        var afterwards = ContactId.next();
        gateway.tell(LaneInput.report(at -> new CompleteConsult(at, contact, colleague, afterwards)));
    }

    @Override
    public Optional<Refusal> takeBack(ContactId contact) {
        return gateway.ask(LaneInput.command(at -> new TakeBack(at, contact)));
    }

    @Override
    public void lineLost(AgentId agent, ContactId contact) {
        gateway.tell(LaneInput.report(at -> new LoseLine(at, agent, contact)));
    }

    @Override
    public void connectedElsewhere(ContactId contact, AgentId agent) {
        gateway.tell(LaneInput.report(at -> new ConnectElsewhere(at, contact, agent)));
    }

    @Override
    public Optional<Refusal> placeCall(
            AgentId agent,
            ContactId contact,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            String language) {
        return gateway.ask(LaneInput.command(at -> new PlaceCall(
                at, agent, Requests.of(new CallPlaced(at, contact, agent, ticket, category, needs, language)))));
    }

    @Override
    public void setSkills(AgentId agent, List<SkillNeed> skills) {
        gateway.tell(LaneInput.report(at -> new SetSkills(at, agent, skills)));
    }

    @Override
    public Optional<Refusal> moveSkill(
            AgentId agent, Skill skill, @Nullable Integer level, @Nullable Instant until, @Nullable AgentId by) {
        return gateway.ask(LaneInput.command(at -> new MoveSkill(at, agent, skill, level, until, by)));
    }

    @Override
    public RoutingSnapshot snapshot() {
        return picture.snapshot();
    }

    @Override
    public AgentView agent(AgentId agent) {
        return picture.agent(agent);
    }

    @Override
    public Instant lastTurn() {
        return lane.lastTurn();
    }
}
