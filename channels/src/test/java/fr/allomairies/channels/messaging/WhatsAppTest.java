package fr.allomairies.channels.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.messaging.Messenger.Text;
import fr.allomairies.channels.messaging.Told.Mark;
import fr.allomairies.channels.messaging.Told.Marked;
import fr.allomairies.channels.messaging.Told.Media;
import fr.allomairies.channels.messaging.Told.Nothing;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.PhoneNumber;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatsAppTest implements MessengerContract {

    private static WhatsApp whatsApp(String template) {
        var settings = new WhatsAppSettings(
                "106540352242922",
                "a-verify-token-for-tests",
                "an-app-secret-for-tests",
                "a-token",
                URI.create("https://graph.facebook.com/v23.0"),
                List.of("fbsbx.com"),
                template,
                "fr");
        return new WhatsApp(settings, null, null, new Wording(), Clock.systemUTC());
    }

    @Override
    public Messenger adapter() {
        return whatsApp("");
    }

    @Override
    public List<String> samples() {
        return List.of(
                "text",
                "image",
                "document",
                "audio",
                "location",
                "reaction",
                "unsupported",
                "contacts",
                "button",
                "system",
                "statuses",
                "batch");
    }

    @Override
    public String answer(String id) {
        return """
                {"messaging_product": "whatsapp", "contacts": [{"input": "33612345678", "wa_id": "33612345678"}],
                 "messages": [{"id": "%s"}]}
                """.formatted(id);
    }

    @Test
    void aTextTellsWhoWroteItAndWhen() {
        var said = said("text");

        assertThat(said.name()).isEqualTo("Jeanne Martin");
        assertThat(said.phone()).isEqualTo(new PhoneNumber("+33612345678"));
        assertThat(said.at()).isEqualTo(Instant.ofEpochSecond(1_749_416_383));
        assertThat(said.text()).isEqualTo("Bonjour, le lampadaire devant chez moi est cassé");
        assertThat(said.opens()).isTrue();
    }

    @Test
    void filesAreFetchedByTheirIdAndKeepCaptionAndName() {
        assertThat(said("image").text()).isEqualTo("Voilà le trou");
        assertThat(said("image").media()).containsExactly(new Media("1003383421387256", true, null));
        assertThat(said("document").media()).containsExactly(new Media("441285838", true, "courrier.pdf"));
        assertThat(said("audio").media()).containsExactly(new Media("1908647269898587", true, null));
    }

    @Test
    void whatIsNoTextIsSaidInWords() {
        assertThat(said("location").text())
                .isEqualTo("Position : 43.697093, 7.270747 Place Masséna, Place Masséna, 06000 Nice");
        assertThat(said("contacts").text()).isEqualTo("[Contact : Paul Durand, +33 6 11 22 33 44]");
        assertThat(said("button").text()).isEqualTo("Oui, c'est réglé");
        assertThat(said("unsupported").text()).contains("ne peut pas être affiché");
        assertThat(said("unsupported").opens()).isTrue();
    }

    @Test
    void aReactionOpensNothingAndWhatTheSystemSaysIsNothing() {
        assertThat(said("reaction").text()).isEqualTo("[A réagi : 👍]");
        assertThat(said("reaction").opens()).isFalse();
        assertThat(told("system")).containsExactly(new Nothing());
    }

    @Test
    void statusesAreMarksAndAFailureHasItsReason() {
        assertThat(told("statuses"))
                .containsExactly(
                        new Marked(List.of("wamid.OURS"), Mark.SENT, null),
                        new Marked(List.of("wamid.OURS"), Mark.DELIVERED, null),
                        new Marked(List.of("wamid.OURS"), Mark.READ, null),
                        new Marked(List.of("wamid.OURS2"), Mark.FAILED, "not-reachable"));
    }

    @Test
    void aBatchIsTakenApartAndWhatIsForOtherNumbersOfTheAppIsLeft() {
        assertThat(adapter().pieces(sample("batch")))
                .extracting(Piece::id)
                .containsExactly("wamid.BATCH1", "wamid.BATCH2", "wamid.BATCH3");
    }

    @Test
    void whatNobodyHasSentIsKeptAndIsNobodys() {
        var call = JSON.readTree(MessengerContract.text("whatsapp/text").replace("\"from\": \"33612345678\",", ""));
        assertThat(adapter().pieces(call)).singleElement().satisfies(piece -> {
            assertThat(piece.party()).isNull();
            assertThat(piece.id()).isNotBlank();
        });
    }

    @Test
    void afterADayOnlyAnApprovedTemplateGoesOut() {
        var later = NOON.plus(Duration.ofHours(24));
        assertThat(adapter().way(NOON, later, false)).isEqualTo(Way.NOT);
        var withTemplate = whatsApp("demande_repondue");
        assertThat(withTemplate.way(NOON, later, false)).isEqualTo(Way.BY_TEMPLATE);

        var message = withTemplate.message(
                "33612345678", new Text("", "NCA-26-0001", "https://allo/suivi/x"), Way.BY_TEMPLATE);
        assertThat(JSON.valueToTree(message)
                        .at("/template/components/0/parameters/1/text")
                        .asString())
                .isEqualTo("https://allo/suivi/x");
        assertThat(JSON.writeValueAsString(message)).contains("demande_repondue", "\"code\":\"fr\"");
    }

    @Test
    void refusalsForGoodAreKnownByTheirCode() {
        assertThat(adapter().refusal(JSON.readTree("{\"error\": {\"code\": 131047}}")))
                .contains("window-over");
        assertThat(adapter().refusal(JSON.readTree("{\"error\": {\"code\": 130429}}")))
                .as("too many at a time")
                .isEmpty();
        assertThat(adapter().refusal(JSON.readTree("{\"error\": {\"code\": 190}}")))
                .as("our token is too old")
                .isEmpty();
    }
}
