package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.Transfer;
import fr.allomairies.telephony.CrisisMode.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationContext;

/// Does for agents what a desk would, as told line by line on the standard input; each line is answered by one.
final class RemoteSeats {

    static final String ANSWER = "@@ ";

    private final Telephony telephony;
    private final Routing routing;
    private final RoutingRules rules;
    private final CrisisMode crisis;
    private final LiveListening listening;

    RemoteSeats(ApplicationContext context) {
        telephony = context.getBean(Telephony.class);
        routing = context.getBean(Routing.class);
        rules = context.getBean(RoutingRules.class);
        crisis = context.getBean(CrisisMode.class);
        listening = context.getBean(LiveListening.class);
    }

    void serve() throws IOException {
        System.out.println(ANSWER + "ready");
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var words = line.split(" ");
            System.out.println(ANSWER + answer(words[0], words.length > 1 ? words[1] : "", words));
        }
        System.exit(0);
    }

    private String answer(String what, String login, String[] words) {
        return switch (what) {
            case "connected" -> Boolean.toString(telephony.status().connected());
            case "phone" ->
                telephony
                        .sipPhone(new AgentId(login))
                        .map(phone -> phone.user() + " " + phone.password())
                        .orElse("none");
            case "skill" -> {
                routing.setSkills(new AgentId(login), List.of(new SkillNeed(new Skill(words[2]), 1)));
                yield "done";
            }
            case "reachable" -> Boolean.toString(telephony.reachable(new AgentId(login)));
            case "available" ->
                Boolean.toString(routing.makeAvailable(new AgentId(login)).isEmpty());
            case "hang-up" ->
                telephony
                        .hangUp(new AgentId(login), ContactId.of(words[2]))
                        .map(Refusal::code)
                        .orElse("done");
            case "call" ->
                telephony
                        .call(new AgentId(login), TicketId.of(words[2]), words[3])
                        .map(Refusal::code)
                        .orElse("done");
            case "transfer" ->
                telephony
                        .transfer(
                                new AgentId(login),
                                ContactId.of(words[2]),
                                new Transfer(new Transfer.Colleague(new AgentId(words[3])), null))
                        .map(Refusal::code)
                        .orElse("done");
            case "consult" ->
                telephony
                        .consult(new AgentId(login), ContactId.of(words[2]), new AgentId(words[3]), null)
                        .map(Refusal::code)
                        .orElse("done");
            case "conference" ->
                telephony
                        .conference(new AgentId(login), ContactId.of(words[2]))
                        .map(Refusal::code)
                        .orElse("done");
            case "in-conference" -> Boolean.toString(telephony.inConference(ContactId.of(login)));
            case "outside" ->
                telephony
                        .sendOutside(new AgentId(login), ContactId.of(words[2]), words[3])
                        .map(Refusal::code)
                        .orElse("done");
            case "ask-outside" ->
                telephony
                        .consultOutside(new AgentId(login), ContactId.of(words[2]), words[3])
                        .map(Refusal::code)
                        .orElse("done");
            case "hold" ->
                telephony
                        .hold(new AgentId(login), ContactId.of(words[2]))
                        .map(Refusal::code)
                        .orElse("done");
            case "resume" ->
                telephony
                        .resume(new AgentId(login), ContactId.of(words[2]))
                        .map(Refusal::code)
                        .orElse("done");
            case "listen" ->
                listening
                        .begin(
                                new AgentId(login),
                                new AgentId(words[2]),
                                ContactId.of(words[3]),
                                "heard by a test of failures")
                        .map(Refusal::code)
                        .orElse("done");
            case "take-over" ->
                listening.takeOver(new AgentId(login)).map(Refusal::code).orElse("done");
            case "crisis" -> {
                crisis.declare(Message.FLOOD, Instant.now().plusSeconds(600), new AgentId("sonia"));
                yield "done";
            }
            case "voicemail" -> {
                VoicemailIT.sendToVoicemailAfterASecond(rules);
                yield "done";
            }
            case "callback" -> {
                CallbackIT.proposeBothAfterASecond(rules);
                yield "done";
            }
            case "state" -> routing.agent(new AgentId(login)).state().name();
            default -> "what?";
        };
    }
}
