package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.RecordingTest;
import fr.allomairies.telephony.sandbox.SandboxLine;
import fr.allomairies.testkit.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The answering machine without a telephone.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "allo.voice.hours.always-open=true")
@DirtiesContext
class SandboxVoicemailIT {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        var database = PostgresExtension.freshDatabase();
        registry.add("spring.datasource.url", database::getUrl);
        registry.add("spring.datasource.username", database::getUser);
    }

    @Autowired
    SandboxLine line;

    @Autowired
    RoutingRules rules;

    @Autowired
    EventLog log;

    @Autowired
    MessageWithoutTicket messages;

    @BeforeEach
    void nobodyWaitsForLong() {
        if (rules.versions().size() == 1) {
            VoicemailIT.sendToVoicemailAfterASecond(rules);
        }
    }

    @Test
    void keepsAMessage() {
        var call = atVoicemail();
        var said = RecordingTest.wav(2_000, 4_000);

        line.leaveMessage(call, said);

        Hotline.await("it is accounted for", () -> story(call).contains("ContactEnded"));
        assertThat(messages.kept.get(call.contact())).isEqualTo(said);
    }

    @Test
    void countsSilenceAsAbandoned() {
        var call = atVoicemail();

        line.leaveMessage(call, RecordingTest.wav(2_000, 0));

        Hotline.await("it is accounted for", () -> story(call).contains("ContactAbandoned"));
        assertThat(messages.kept).doesNotContainKey(call.contact());
        assertThat(story(call)).doesNotContain("ContactEnded");
    }

    private CallId atVoicemail() {
        var call = line.call("0493112233", "0");
        Hotline.await("he hears the answering machine", () -> line.atVoicemail(call));
        return call;
    }

    private List<String> story(CallId call) {
        return log.of(call.contact()).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }
}
