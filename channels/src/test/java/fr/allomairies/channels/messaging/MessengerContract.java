package fr.allomairies.channels.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.allomairies.channels.ChannelAdapterContract;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.messaging.Messenger.Text;
import fr.allomairies.channels.messaging.Told.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the house expects of every messenger. The test of one implements this, and shows what its provider sends in
/// files of `messaging/<name>`.
interface MessengerContract extends ChannelAdapterContract {

    JsonMapper JSON = JsonMapper.shared();

    Instant NOON = Instant.parse("2026-01-05T11:00:00Z");

    @Override
    Messenger adapter();

    /// Files of what a citizen sent and the provider tells.
    List<String> samples();

    /// As the API answers what it has taken.
    String answer(String id);

    @Override
    default RawMessage aValidMessage() {
        var line = Map.of("name", "Jeanne", "language", "fr", "text", "Bonjour");
        return new RawMessage("conversation:line-1", Map.of(), JSON.writeValueAsBytes(line));
    }

    @Test
    default void readsWhatTheProviderTellsTheSameWayEachTime() {
        for (var sample : samples()) {
            var pieces = adapter().pieces(sample(sample));
            assertThat(pieces).as(sample).isNotEmpty().allSatisfy(piece -> {
                assertThat(piece.id()).isNotBlank();
                if (adapter().read(piece.content()) instanceof Said) {
                    assertThat(piece.party()).isNotBlank();
                }
                assertThat(adapter().read(piece.content())).isEqualTo(adapter().read(piece.content()));
            });
            assertThat(pieces.stream().map(Piece::id).collect(Collectors.toSet()))
                    .as(sample)
                    .hasSameSizeAs(pieces);
            assertThat(adapter().pieces(sample(sample))).isEqualTo(pieces);
        }
    }

    /// Whatever a provider takes away, changes or adds, nothing fails: what cannot be read would come for ever.
    @Test
    default void failsOnNothingThatAProviderMaySend() {
        for (var sample : samples()) {
            for (var piece : adapter().pieces(sample(sample))) {
                for (var spoilt : spoilt(piece.content())) {
                    assertThatCode(() -> adapter().read(spoilt))
                            .as("%s: %s", sample, spoilt)
                            .doesNotThrowAnyException();
                }
            }
            for (var spoilt : spoilt(sample(sample))) {
                assertThatCode(() -> adapter().pieces(spoilt))
                        .as("%s: %s", sample, spoilt)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    default void answersFreelyForADayAndKnowsWhatIsAllowedThen() {
        assertThat(adapter().way(NOON, NOON.plus(Duration.ofHours(23)), true)).isEqualTo(Way.FREELY);
        assertThat(adapter().way(NOON, NOON.plus(Duration.ofHours(25)), true)).isNotEqualTo(Way.FREELY);
        assertThat(adapter().way(NOON, NOON.plus(Duration.ofDays(30)), false)).isIn(Way.NOT, Way.BY_TEMPLATE);
    }

    @Test
    default void sendsWordsAndPartyAndFindsTheIdOfWhatWasTaken() {
        var message = adapter()
                .message("PARTY-1", new Text("Voilà la réponse.", "NCA-26-0001", "https://x/suivi/1"), Way.FREELY);

        assertThat(JSON.writeValueAsString(message)).contains("PARTY-1", "Voilà la réponse.");
        assertThat(adapter().sentId(JSON.readTree(answer("ID-1")))).contains("ID-1");
        assertThat(adapter().sentId(JSON.createObjectNode())).isEmpty();
    }

    @Test
    default void aServerThatIsDownRefusesNothingForGood() {
        assertThat(adapter().refusal(JSON.createObjectNode())).isEmpty();
        assertThat(adapter().refusal(JSON.readTree("{\"error\": {\"code\": 2}}")))
                .isEmpty();
        assertThat(adapter().refusal(500, JSON.readTree("{\"error\": {\"code\": 999}}")))
                .isEmpty();
    }

    @Test
    default void whatIsFaultedAndDoesNotPassIsRefused() {
        assertThat(adapter().refusal(400, error("\"code\": 999"))).contains("refused");
        assertThat(adapter().refusal(403, error("\"code\": 999"))).contains("refused");
        assertThat(adapter().refusal(400, error("\"code\": 999, \"is_transient\": true")))
                .isEmpty();
        assertThat(adapter().refusal(400, error("\"code\": 4")))
                .as("too many at a time")
                .isEmpty();
        assertThat(adapter().refusal(401, error("\"code\": 999"))).isEmpty();
        assertThat(adapter().refusal(400, error("\"code\": 190")))
                .as("our token is too old")
                .isEmpty();
        assertThat(adapter().refusal(403, JSON.createObjectNode()))
                .as("of something between us")
                .isEmpty();
    }

    private static JsonNode error(String fields) {
        return JSON.readTree("{\"error\": {" + fields + "}}");
    }

    default Said said(String sample) {
        return (Said) told(sample).getFirst();
    }

    default List<Told> told(String sample) {
        return adapter().pieces(sample(sample)).stream()
                .map(piece -> adapter().read(piece.content()))
                .toList();
    }

    default JsonNode sample(String name) {
        return JSON.readTree(text(adapter().kind().value().substring("chat-".length()) + "/" + name));
    }

    static String text(String name) {
        try (InputStream file =
                Objects.requireNonNull(MessengerContract.class.getResourceAsStream("/messaging/" + name + ".json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As other types, and with each part left out or spoilt.
    private static List<JsonNode> spoilt(JsonNode node) {
        var all = new ArrayList<>(Stream.of("7", "null", "\"\"", "[[1]]", "{}")
                .map(JSON::readTree)
                .toList());
        if (node instanceof ObjectNode object) {
            for (var field : object.propertyNames()) {
                all.add(object.deepCopy().without(field));
                spoilt(object.get(field))
                        .forEach(part -> all.add(object.deepCopy().set(field, part)));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                for (var part : spoilt(array.get(i))) {
                    var copy = array.deepCopy();
                    copy.set(i, part);
                    all.add(copy);
                }
            }
        }
        return all;
    }
}
