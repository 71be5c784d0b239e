package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.allomairies.telephony.TelephonySettings.Adapter;
import fr.allomairies.telephony.TelephonySettings.AsteriskServer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TelephonySettingsTest {

    static final Map<String, String> ASTERISK = Map.of(
            "allo.telephony.adapter", "asterisk",
            "allo.telephony.asterisk.ami-secret", "s1",
            "allo.telephony.asterisk.ari-secret", "s2");

    @Test
    void isTheSandboxUnlessSaidOtherwise() {
        var settings = bind(Map.of("allo.telephony.city-number", "3906"));

        assertThat(settings.adapter()).isEqualTo(Adapter.SANDBOX);
        assertThat(settings.asterisk()).isNull();
    }

    @Test
    void needsNothingButTheSecretsForAnAsteriskBesideUs() {
        var settings = bind(ASTERISK).asterisk();

        assertThat(settings).isNotNull();
        assertThat(settings.servers()).hasSize(1);
        var asterisk = settings.server();
        assertThat(asterisk.webSocket()).hasToString("ws://127.0.0.1:8088/ws");
        assertThat(asterisk.sipHost()).isEqualTo("127.0.0.1");
        assertThat(asterisk.loopback()).isTrue();
        assertThat(settings.toString()).doesNotContain("s1", "s2");
    }

    @Test
    void hasSeveralServersEachWithANameOfItsOwn() {
        var properties = new TreeMap<>(ASTERISK);
        properties.put("allo.telephony.asterisk.weight", "3");
        properties.put("allo.telephony.asterisk.others[0].name", "asterisk-2");
        properties.put("allo.telephony.asterisk.others[0].ami-port", "5039");
        properties.put("allo.telephony.asterisk.others[0].ami-secret", "s3");
        properties.put("allo.telephony.asterisk.others[0].ari-secret", "s4");

        assertThat(Objects.requireNonNull(bind(properties).asterisk()).servers())
                .extracting(AsteriskServer::name, AsteriskServer::weight, AsteriskServer::amiPort)
                .containsExactly(tuple("asterisk-1", 3, 5038), tuple("asterisk-2", 1, 5039));

        properties.remove("allo.telephony.asterisk.others[0].name");
        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining("SYSTEM_NAME");
    }

    @ParameterizedTest
    @CsvSource({
        "allo.telephony.city-number, thirty, city-number",
        "allo.telephony.region, france, region",
        "allo.telephony.language, de, language",
        "allo.telephony.key-patience, 0s, key-patience",
        "allo.telephony.resync-every, 2h, resync-every",
        "allo.telephony.asterisk.ami-secret, '', ami-secret",
        "allo.telephony.asterisk.agi-port, 70000, agi-port",
        "allo.telephony.asterisk.web-socket, http://x, web-socket",
        "allo.telephony.asterisk.weight, -1, weight",
        "allo.telephony.asterisk.name, two words, name",
        "allo.telephony.asterisk.lost-after, 1s, lost-after"
    })
    void refusesNonsenseAndNamesIt(String name, String value, String named) {
        var properties = new TreeMap<>(ASTERISK);
        properties.put(name, value);

        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining(named);
    }

    @Test
    void saysThatAsteriskIsMissingWhenOnlyTheAdapterIsSet() {
        assertThatThrownBy(() -> bind(Map.of("allo.telephony.adapter", "asterisk")))
                .rootCause()
                .hasMessageContaining("ami-secret");
    }

    private static TelephonySettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("allo.telephony", TelephonySettings.class)
                .get();
    }
}
