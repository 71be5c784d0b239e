package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.Sipp;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Calls of citizens on a real Asterisk, from the first ring to the last word in the log.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.routing.lease=3s", "allo.telephony.key-patience=1s"})
@DirtiesContext
class CallIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        var database = PostgresExtension.emptyDatabase();
        registry.add("spring.datasource.url", database::getUrl);
        registry.add("spring.datasource.username", database::getUser);
        AsteriskExtension.running().properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(AsteriskExtension.running().sipPort(), telephony, routing, log);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void goesFromTheMenuToAnAgentAndEndsWhenTheCitizenHangsUp() {
        var marie = hotline.available(Sipp.AT_ONCE);

        var caller = hotline.call("1", Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactQueued.class).category().value())
                .isEqualTo("roads.pothole");
        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(marie.agent());
        hotline.awaitState(marie.agent(), AgentState.ON_CONTACT);
        assertThat(telephony.caller(contact)).contains(new PhoneNumber("+33493112233"));

        caller.hangUp();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.story(contact))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
    }
}
