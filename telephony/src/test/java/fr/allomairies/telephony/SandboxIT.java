package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.sandbox.SandboxLine;
import fr.allomairies.testkit.DatabaseAway;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    static final PGSimpleDataSource DATABASE = PostgresExtension.freshDatabase();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::getUrl);
        registry.add("spring.datasource.username", DATABASE::getUser);
        registry.add("spring.datasource.hikari.connection-timeout", () -> "500");
    }

    @Autowired
    SandboxLine line;

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

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
    void knowsWhoCallsAgain() {
        var first = line.call("0493112288", "1");
        var second = line.call("0493112288", "1");
        var third = line.call("0493112288", "0");
        var stranger = line.call("0493112289", "0");
        var withheld = List.of(line.call(null, "0"), line.call(null, "0"));

        assertThat(before(first)).isNull();
        assertThat(before(third)).satisfies(before -> {
            assertThat(before.calls()).isEqualTo(2);
            assertThat(before.contact()).isEqualTo(second.contact());
        });
        assertThat(before(stranger)).isNull();
        assertThat(before(withheld.getLast())).isNull();
        db.sql("update call set arrived_at = arrived_at - interval '24 hours 1 second' where call in (?, ?)")
                .params(first.value(), second.value())
                .update();
        assertThat(before(third)).isNull();
        Stream.concat(Stream.of(first, second, third, stranger), withheld.stream())
                .forEach(line::hangUp);
    }

    @Test
    void showsACallByOneQuestionToTheDatabase() {
        var call = line.call("0493112277", "1");
        Hotline.await("he waits", () -> story(call).contains("ContactQueued"));

        assertThat(questions(() -> telephony.view(call.contact()))).hasSize(1);

        line.hangUp(call);
    }

    /// What is asked by this thread meanwhile.
    private static List<String> questions(Runnable what) {
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        try {
            what.run();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
        return List.copyOf(lines.list).stream()
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("Executing prepared SQL statement"))
                .toList();
    }

    private Telephony.@Nullable Before before(CallId call) {
        return telephony.view(call.contact()).orElseThrow().before();
    }

    @Test
    void holdsTheCallerAndGoesOnWithHim() {
        var lea = seat("lea");
        var call = line.call("0493112266", "1");
        Hotline.await("her phone rings", () -> line.ringing(lea).isPresent());
        line.answer(lea);
        Hotline.await("they speak", () -> story(call).contains("ContactConnected"));

        assertThat(telephony.hold(lea, call.contact())).isEmpty();
        Hotline.await(
                "he is on hold",
                () -> telephony.view(call.contact()).orElseThrow().heldSince() != null);
        assertThat(telephony.resume(lea, call.contact())).isEmpty();
        Hotline.await("they speak again", () -> story(call).contains("HoldEnded"));

        line.hangUp(call);
        Hotline.await("wrap-up", () -> routing.agent(lea).state() == AgentState.WRAP_UP);
        routing.finish(lea, call.contact(), "answered");
        routing.signOut(lea);
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

    @Test
    void keepsACallThatComesAndGoesWhileTheDatabaseIsAway() {
        CallId call;
        try (var _ = DatabaseAway.of(DATABASE)) {
            call = line.call("0493112244", "1");
            line.hangUp(call);
            assertThat(call.contact()).isNotNull();
        }

        Hotline.await("the database is back", this::answers);
        Hotline.await("it is accounted for", Duration.ofSeconds(30), () -> isOver(call));
        assertThat(story(call)).startsWith("ContactArrived").containsOnlyOnce("ContactArrived");
        Hotline.await("nobody waits for him", () -> routing.snapshot().waiting().isEmpty());
    }

    @Test
    void offersNobodyTwiceWhoHasHungUpUnseenByRouting() {
        var call = line.call("0493112255", "1");
        Hotline.await("it waits", () -> story(call).contains("ContactQueued"));
        db.sql("update call set ended_at = now() where call = ?")
                .param(call.value())
                .update();

        var zoe = seat("zoe");

        Hotline.await("it is given up", () -> story(call).contains("ContactAbandoned"));
        Hotline.await("she is free again", () -> routing.agent(zoe).state() == AgentState.AVAILABLE);
        routing.signOut(zoe);
    }

    private boolean answers() {
        try {
            return db.sql("select true").query(Boolean.class).single();
        } catch (DataAccessException e) {
            return false;
        }
    }

    private boolean isOver(CallId call) {
        return story(call).stream().anyMatch(List.of("ContactAbandoned", "ContactEnded")::contains);
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
