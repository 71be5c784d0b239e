package fr.allomairies.workspace.board.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFormTest {

    private static final AlertSettings SETTINGS =
            new AlertSettings("a key that is long enough", List.of("hooks.mairie.fr", "127.0.0.1:99"), Duration.ZERO);

    @Test
    void isWhatItSays() {
        var form = form("SERVICE_LEVEL", "channel:voice", "below", "80", "82,5", "https://hooks.mairie.fr/alerts");

        assertThat(form.problems(SETTINGS)).isEmpty();
        var rule = form.rule(UUID.randomUUID(), true, new AgentId("sonia"), Instant.EPOCH);
        assertThat(rule.threshold()).isEqualTo(0.8);
        assertThat(rule.release()).isEqualTo(0.825);
        assertThat(rule.above()).isFalse();
        assertThat(rule.mails()).containsExactly(new EmailAddress("a@mairie.fr"), new EmailAddress("b@mairie.fr"));
        assertThat(RuleForm.of(rule).release()).isEqualTo("82,5");
        assertThat(RuleForm.of(rule).problems(SETTINGS)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(form("SERVICE_LEVEL", "skill:voirie", "below", "80", "", "").problems(SETTINGS))
                .containsOnlyKeys("scope");
        assertThat(form("SERVICE_LEVEL", "all", "below", "101", "", "").problems(SETTINGS))
                .containsOnlyKeys("threshold");
        assertThat(form("WAITING", "all", "above", "5", "6", "").problems(SETTINGS))
                .containsOnlyKeys("release");
        assertThat(form("WAITING", "all", "below", "-1", "", "").problems(SETTINGS))
                .containsOnlyKeys("threshold");
        assertThat(form("WAITING", "channel:<script>", "sideways", "", "x", "").problems(SETTINGS))
                .containsOnlyKeys("scope", "direction", "threshold");
        assertThat(new RuleForm(null, null, null, null, null, null, null, false, false, null, null, null)
                        .problems(SETTINGS))
                .containsOnlyKeys("name", "figure", "scope", "direction", "threshold", "lasting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "https://hooks.mairie.fr:8443/",
                "https://hooks.mairie.fr@evil.example/",
                "https://evil@hooks.mairie.fr/",
                "http://127.0.0.1/",
                "http://127.0.0.1:98/",
                "file:///etc/passwd",
                "//hooks.mairie.fr/",
                "hooks.mairie.fr",
                "http:// hooks"
            })
    void goesNowhereThatTheOperatorDidNotName(String address) {
        assertThat(form("WAITING", "all", "above", "5", "", address).problems(SETTINGS))
                .containsOnlyKeys("webhook");
        assertThat(SETTINGS.allows(URI.create("http://127.0.0.1:99/x"))).isTrue();
    }

    private static RuleForm form(
            String figure, String scope, String direction, String threshold, String release, String webhook) {
        return new RuleForm(
                " Attente ",
                figure,
                scope,
                direction,
                threshold,
                release,
                "60",
                true,
                false,
                "a@mairie.fr\n b@mairie.fr, a@mairie.fr",
                "en",
                webhook);
    }
}
