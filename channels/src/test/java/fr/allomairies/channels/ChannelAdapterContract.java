package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.allomairies.channels.Reading.FromCitizen;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.InboundContact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the house expects of every channel. A test of an adapter implements this and says how to get one, and what a
/// valid message looks like.
public interface ChannelAdapterContract {

    Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    ChannelAdapter adapter();

    RawMessage aValidMessage();

    @Test
    default void readsAValidMessageAsTheContactItIsGiven() throws Exception {
        var contact = ContactId.next();

        var read = read(aValidMessage(), contact);

        assertThat(read.contact()).isEqualTo(contact);
        assertThat(read.channel()).isEqualTo(adapter().kind());
        assertThat(read.externalId()).isEqualTo(aValidMessage().externalId());
        assertThat(read.language()).isIn("fr", "en");
    }

    @Test
    default void readsTheSameMessageTheSameWayEachTime() throws Exception {
        var contact = ContactId.next();
        var message = aValidMessage();

        assertThat(read(message, contact)).usingRecursiveComparison().isEqualTo(read(message, contact));
    }

    @Test
    default void saysOfRubbishThatItCannotBeReadAndNothingElse() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var body = new byte[random.nextInt(2000)];
            random.nextBytes(body);
            var rubbish = new RawMessage("rubbish-" + seed, Map.of(), body);
            assertThatCode(() -> readOrRefuse(rubbish)).as("seed " + seed).doesNotThrowAnyException();
        }
    }

    @Test
    default void weighsSomethingAndHasARouteOfItsOwn() {
        assertThat(adapter().weight().cost()).isBetween(1, 100);
        assertThat(adapter().inboundUri()).contains(":").doesNotContain(" ");
    }

    @Test
    default void leavesTheTextCleanForEveryTable() throws Exception {
        var read = read(aValidMessage(), ContactId.next());

        assertThat(read.text() + read.subject()).doesNotContain("\0");
        assertThat(new String(read.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(read.text());
    }

    private InboundContact read(RawMessage message, ContactId contact) throws UnreadableMessage {
        var reading = adapter().read(message, contact, NINE);
        assertThat(reading).isInstanceOf(FromCitizen.class);
        return ((FromCitizen) reading).contact();
    }

    private void readOrRefuse(RawMessage message) {
        try {
            assertThat(adapter().read(message, ContactId.next(), NINE)).isNotNull();
        } catch (UnreadableMessage e) {
            assertThat(e.code()).matches("[a-z-]+");
        }
    }
}
