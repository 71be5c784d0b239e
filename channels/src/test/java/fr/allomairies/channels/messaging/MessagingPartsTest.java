package fr.allomairies.channels.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagingPartsTest {

    private static final String LONG = "a-secret-of-24-characters";

    private static Account account(String id, String token) {
        return Account.of(
                "allo.x", id, id.isEmpty() ? "" : LONG, id.isEmpty() ? "" : LONG, token, api(), List.of("fbsbx.com"));
    }

    private static URI api() {
        return URI.create("https://graph.example/v1");
    }

    @Test
    void aLongAnswerIsPartedWhereAParagraphOrAWordEnds() {
        var words = "mot ".repeat(40).strip();

        assertThat(MessagingSender.parts("court", 50)).containsExactly("court");
        assertThat(MessagingSender.parts(words, 50))
                .allSatisfy(part -> assertThat(part)
                        .hasSizeLessThanOrEqualTo(50)
                        .startsWith("mot")
                        .endsWith("mot"));
        assertThat(String.join(" ", MessagingSender.parts(words, 50))).isEqualTo(words);
        assertThat(MessagingSender.parts("a".repeat(30) + "\n\n" + "b".repeat(30), 50))
                .containsExactly("a".repeat(30), "b".repeat(30));
        assertThat(String.join("", MessagingSender.parts("😀".repeat(60), 51))).isEqualTo("😀".repeat(60));
    }

    @Test
    void halfAnAccountIsRefusedAtTheStartAndNoneIsOff() {
        assertThat(account("", "").isSetUp()).isFalse();
        assertThat(account("1", "token").isSetUp()).isTrue();
        assertThatThrownBy(() -> account("1", "")).hasMessageContaining("allo.x needs");
        assertThatThrownBy(() -> Account.of("allo.x", "1", "short", LONG, "token", api(), List.of()))
                .hasMessageContaining("16 characters");
    }

    @Test
    void filesAreFetchedFromTheHostsOfTheProviderAlone() {
        var account = account("1", "token");

        assertThat(account.mayFetch(URI.create("https://lookaside.fbsbx.com/whatsapp?mid=1")))
                .isTrue();
        assertThat(account.mayFetch(URI.create("https://graph.example/file"))).isTrue();
        assertThat(account.mayFetch(URI.create("http://lookaside.fbsbx.com/whatsapp")))
                .isFalse();
        assertThat(account.mayFetch(URI.create("https://fbsbx.com.attacker.example/")))
                .isFalse();
        assertThat(account.mayFetch(URI.create("https://notfbsbx.com/"))).isFalse();
        assertThat(account.mayFetch(URI.create("http://169.254.169.254/latest/meta-data")))
                .isFalse();
        assertThat(account.mayFetch(URI.create("https://graph.example:8443/file")))
                .isFalse();
        assertThat(account.mayFetch(URI.create("file:///etc/passwd"))).isFalse();
    }

    @Test
    void secretsStandInNoText() {
        assertThat(account("1", "token-that-nobody-sees").toString()).doesNotContain(LONG, "nobody");
    }
}
