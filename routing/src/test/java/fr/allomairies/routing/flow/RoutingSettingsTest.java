package fr.allomairies.routing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RoutingSettingsTest {

    @Test
    void hasADefaultForEverything() {
        var rules = bind(Map.of()).rules();

        assertThat(rules.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(rules.exclusion()).isEqualTo(Duration.ofSeconds(60));
        assertThat(rules.of(ChannelKind.VOICE))
                .isEqualTo(new ChannelRule(100, 1, Duration.ofSeconds(120), true, false));
        assertThat(rules.of(new ChannelKind("video")))
                .isEqualTo(new ChannelRule(null, 3, Duration.ofSeconds(300), false, false));
        assertThat(rules.of(ChannelKind.CHAT).cost()).isEqualTo(30);
    }

    @Test
    void changesOnlyWhatIsSaid() {
        var settings =
                bind(Map.of("allo.routing.channels.voice.wrap-up", "30s", "allo.routing.channels.chat.cost", "25"));

        assertThat(settings.rules().of(ChannelKind.VOICE))
                .isEqualTo(new ChannelRule(100, 1, Duration.ofSeconds(30), true, false));
        assertThat(settings.rules().of(ChannelKind.CHAT).cost()).isEqualTo(25);
    }

    @Test
    void refusesNonsenseAndSaysWhich() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("allo.routing.lease", "0s")))
                .havingRootCause()
                .withMessageContaining("allo.routing.lease must be from PT1S to PT5M");
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("allo.routing.channels.voice.limit", "0")))
                .havingRootCause()
                .withMessageContaining("limit must be from 1 to 100, was: 0");
    }

    private static RoutingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("allo.routing", RoutingSettings.class);
    }
}
