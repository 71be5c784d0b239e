package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.sandbox.SandboxLine;
import fr.allomairies.testkit.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The same calls with nothing outside but the database.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "allo.voice.hours.always-open=true")
@DirtiesContext
class SandboxIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        var database = PostgresExtension.emptyDatabase();
        registry.add("spring.datasource.url", database::getUrl);
        registry.add("spring.datasource.username", database::getUser);
    }

    @Autowired
    SandboxLine line;

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Test
    void saysThatItIsOne() {
        assertThat(telephony.status().detail()).contains("sandbox");
        assertThat(telephony.browserPhone(new AgentId("nobody"))).isEmpty();
    }

    @Test
    void connectsACallerWithTheAgentWhoAnswers() {
        var marie = seat("marie");
        var call = line.call("0493112233", "1");
        Hotline.await(
                "her phone rings",
                () -> line.ringing(marie).filter(call::equals).isPresent());

        line.answer(marie);

        Hotline.await("they speak", () -> story(call).contains("ContactConnected"));
        line.hangUp(call);
        Hotline.await("wrap-up", () -> routing.agent(marie).state() == AgentState.WRAP_UP);
        assertThat(story(call))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
        routing.finish(marie, call.contact(), "answered");
        routing.signOut(marie);
    }

    @Test
    void goesBackToTheQueueWhenTheAgentRejects() {
        var paul = seat("paul");
        var call = line.call(null, "0");
        Hotline.await("his phone rings", () -> line.ringing(paul).isPresent());

        line.reject(paul);

        Hotline.await("it is declined", () -> story(call).contains("OfferDeclined"));
        line.hangUp(call);
        Hotline.await("it is abandoned", () -> story(call).contains("ContactAbandoned"));
        routing.signOut(paul);
    }

    private AgentId seat(String login) {
        var agent = new AgentId(login);
        routing.setSkills(agent, List.of(new SkillNeed(new Skill("general"), 1), new SkillNeed(new Skill("roads"), 1)));
        line.plug(agent, true);
        Hotline.await(
                "the agent is available", () -> routing.makeAvailable(agent).isEmpty());
        return agent;
    }

    private List<String> story(CallId call) {
        return log.of(call.contact()).stream()
                .map(event -> event.getClass().getSimpleName())
                .filter(name -> !name.startsWith("Ticket"))
                .toList();
    }
}
