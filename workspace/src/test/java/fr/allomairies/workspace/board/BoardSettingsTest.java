package fr.allomairies.workspace.board;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.measures.ServiceLevelRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardSettingsTest {

    @ParameterizedTest
    @CsvSource({",,20", "voice,30,30", "relay,10,10"})
    void whatIsInTimeForCallsIsInTimeForRelayedCalls(String channel, Long seconds, long relay) {
        Map<String, Duration> said = channel == null ? Map.of() : Map.of(channel, Duration.ofSeconds(seconds));
        var settings = new BoardSettings(ServiceLevelRule.A, said, Duration.ofSeconds(5), 0.8, 0.85, Map.of(), 10);

        assertThat(settings.parameters().answerWithin(ChannelKind.RELAY)).isEqualTo(Duration.ofSeconds(relay));
    }
}
