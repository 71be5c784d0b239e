package fr.allomairies.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00.123456Z");

    final EventCodec codec = new EventCodec();

    static Stream<Event> examples() {
        var contact = ContactId.next();
        return Stream.of(
                new ContactQueued(
                        NINE,
                        contact,
                        ChannelKind.VOICE,
                        TicketId.next(),
                        new CategoryCode("lighting.lamp-out"),
                        List.of(new SkillNeed(new Skill("eclairage"), 2)),
                        10,
                        100,
                        "fr",
                        null,
                        null,
                        null,
                        null),
                new ContactOffered(
                        NINE,
                        contact,
                        new AgentId("amina"),
                        NINE.plusSeconds(20),
                        Duration.ofMillis(1500),
                        0.025,
                        null),
                new ServiceReported(
                        NINE,
                        TicketId.next(),
                        new ServiceCode("voirie"),
                        ServiceProgress.DELAYED,
                        LocalDate.of(2026, 2, 1)),
                new AgentStateChanged(NINE, new AgentId("amina"), AgentState.PAUSED, "lunch"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsBackWhatItWrote(Event event) {
        assertThat(codec.read(codec.type(event), codec.write(event))).isEqualTo(event);
    }

    @Test
    void writesIdsAndCodesAsPlainText() {
        var written = codec.write(new AgentStateChanged(NINE, new AgentId("amina"), AgentState.AVAILABLE, null));

        assertThat(written).contains("\"agent\":\"amina\"").contains("\"at\":\"2026-01-05T08:00:00.123456Z\"");
    }

    @Test
    void passesOverAFieldThatANewerVersionWrote() {
        var written = "{\"at\":\"2026-01-05T08:00:00Z\",\"agent\":\"amina\",\"state\":\"AVAILABLE\",\"mood\":\"good\"}";

        assertThat(codec.read("AgentStateChanged", written))
                .isEqualTo(new AgentStateChanged(
                        Instant.parse("2026-01-05T08:00:00Z"), new AgentId("amina"), AgentState.AVAILABLE, null));
    }

    @Test
    void namesATypeThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read("PigeonLanded", "{}"))
                .withMessageContaining("PigeonLanded");
    }

    @Test
    void knowsEveryEventOfTheKernel() {
        assertThat(EventCodec.types()).containsKeys("ContactArrived", "TicketOpened", "AgentStateChanged");
        assertThat(EventCodec.types().values()).allMatch(Class::isRecord);
    }
}
