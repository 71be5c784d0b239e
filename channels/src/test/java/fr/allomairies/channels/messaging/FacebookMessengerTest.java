package fr.allomairies.channels.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.messaging.Messenger.Text;
import fr.allomairies.channels.messaging.Told.Mark;
import fr.allomairies.channels.messaging.Told.Marked;
import fr.allomairies.channels.messaging.Told.Media;
import fr.allomairies.channels.messaging.Told.ReadUntil;
import fr.allomairies.channels.wording.Wording;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FacebookMessengerTest implements MessengerContract {

    private static FacebookMessenger messenger(boolean humanAgent) {
        var settings = new FacebookSettings(
                "110200140298",
                "a-verify-token-for-tests",
                "an-app-secret-for-tests",
                "a-token",
                URI.create("https://graph.facebook.com/v23.0"),
                List.of("fbcdn.net"),
                humanAgent);
        return new FacebookMessenger(settings, null, null, new Wording(), Clock.systemUTC());
    }

    @Override
    public Messenger adapter() {
        return messenger(false);
    }

    @Override
    public List<String> samples() {
        return List.of("text", "image", "location", "sticker", "postback", "marks", "reaction");
    }

    @Override
    public String answer(String id) {
        return "{\"recipient_id\": \"6823945201\", \"message_id\": \"%s\"}".formatted(id);
    }

    @Test
    void aTextTellsWhatWasWrittenAndWhen() {
        assertThat(said("text").text()).isEqualTo("Bonjour, à quelle heure ouvre la mairie ?");
        assertThat(said("text").at()).isEqualTo(Instant.ofEpochMilli(1_749_416_383_000L));
        assertThat(said("postback").text()).isEqualTo("Démarrer");
    }

    @Test
    void attachmentsAreFetchedWithoutOurToken() {
        assertThat(said("image").media())
                .containsExactly(
                        new Media("https://scontent.xx.fbcdn.net/v/t1.15752-9/photo.jpg?_nc_cat=1", false, null));
        assertThat(said("location").text()).isEqualTo("Position : 43.697093, 7.270747 Position de Jeanne");
        assertThat(said("sticker").text()).contains("ne peut pas être affiché");
    }

    @Test
    void whatOurPageSendsIsNotHeardAgain() {
        assertThat(adapter().pieces(sample("echo"))).isEmpty();
    }

    @Test
    void marksAndReactionsOpenNothing() {
        assertThat(told("marks"))
                .containsExactly(
                        new Marked(List.of("m_OURS"), Mark.DELIVERED, null),
                        new ReadUntil("6823945201", Instant.ofEpochMilli(1_749_416_386_000L)));
        assertThat(said("reaction").opens()).isFalse();
    }

    @Test
    void afterADayOnlyAPersonAnswersAndOnlyWhereThatIsAllowed() {
        var allowed = messenger(true);
        var twoDays = NOON.plus(Duration.ofDays(2));

        assertThat(adapter().way(NOON, twoDays, false)).isEqualTo(Way.NOT);
        assertThat(allowed.way(NOON, twoDays, false)).isEqualTo(Way.LATE);
        assertThat(allowed.way(NOON, twoDays, true)).isEqualTo(Way.NOT);
        assertThat(allowed.way(NOON, NOON.plus(Duration.ofDays(7)), false)).isEqualTo(Way.NOT);
        assertThat(JSON.writeValueAsString(allowed.message("1", new Text("Bonjour", "", ""), Way.LATE)))
                .contains("HUMAN_AGENT");
    }

    @Test
    void refusalsForGoodAreKnownByTheirCode() {
        assertThat(adapter().refusal(JSON.readTree("{\"error\": {\"code\": 10, \"error_subcode\": 2018278}}")))
                .contains("window-over");
        assertThat(adapter().refusal(JSON.readTree("{\"error\": {\"code\": 613}}")))
                .isEmpty();
    }
}
