package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.Reading.Automatic;
import fr.allomairies.channels.Reading.FromCitizen;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.InboundContact;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Captured mails of the world: every one is read or set aside with a reason, and none throws anything else.
class MailSamplesTest {

    final EmailAdapter adapter = Adapters.email();

    static Stream<String> mime4j() {
        return samples("mime4j", ".msg");
    }

    static Stream<String> bounces() {
        return samples("bounces", ".eml");
    }

    @ParameterizedTest
    @MethodSource("mime4j")
    void everyOddOrBrokenMailIsReadOrSetAsideWithAReason(String sample) throws IOException {
        var raw = bytes("mime4j/" + sample);
        try {
            if (read(raw) instanceof FromCitizen(var contact, var _, var _, var _)) {
                assertThat(contact.text().length() + contact.attachments().size())
                        .isPositive();
                assertThat(contact.text()).doesNotContain("\0").doesNotContain("\r");
            }
        } catch (UnreadableMessage e) {
            assertThat(e.code()).isEqualTo("sender-missing");
            assertThat(Mail.of(raw).replyTo()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("bounces")
    void noBounceAndNoAutomaticAnswerOpensATicket(String sample) throws Exception {
        assertThat(read(bytes("bounces/" + sample))).isInstanceOf(Automatic.class);
    }

    @Test
    void whatCanBeReadOfABrokenMailIsRead() {
        assertThat(textOf("missing-inner-boundary.msg")).contains("Foo", "AAA");
        assertThat(textOf("missing-boundary.msg")).isEqualTo("AAA");
        assertThat(textOf("malformedHeaderStartsBody-noheader.msg"))
                .contains("The whole text should be recognized as body.");
    }

    @Test
    void anAttachmentKeepsItsNameAndItsBytes() {
        var files = MailBody.of(Mail.of(bytes("mime4j/simple-attachment.msg"))).files();

        assertThat(files).isNotEmpty().allSatisfy(file -> {
            assertThat(file.name()).isNotBlank();
            assertThat(file.content()).isNotEmpty();
        });
    }

    /// Real mails, cut, turned and scrambled: 2,000 of them, always the same ones.
    @Test
    void noScrambledMailStopsTheIntake() {
        var samples = Stream.of(
                        mime4j().map(name -> "mime4j/" + name),
                        bounces().map(name -> "bounces/" + name),
                        samples("sealed", ".eml").map(name -> "sealed/" + name))
                .flatMap(Function.identity())
                .map(MailSamplesTest::bytes)
                .toList();
        IntStream.range(0, 2000).forEach(seed -> {
            var random = new Random(seed);
            var raw = scrambled(samples.get(random.nextInt(samples.size())), random);
            try {
                var reading = read(raw);
                assertThat(reading).as("seed " + seed).isNotNull();
                if (reading instanceof FromCitizen(InboundContact contact, var _, var _, var _)) {
                    assertThat(contact.text() + contact.subject())
                            .as("seed " + seed)
                            .doesNotContain("\0");
                }
            } catch (UnreadableMessage e) {
                assertThat(e.code()).as("seed " + seed).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed, e);
            }
        });
    }

    private static String textOf(String sample) {
        return MailBody.of(Mail.of(bytes("mime4j/" + sample))).text();
    }

    private Reading read(byte[] raw) throws UnreadableMessage {
        return adapter.read(new RawMessage("<a@b>", Map.of(), raw), ContactId.next(), Instant.EPOCH);
    }

    private static byte[] scrambled(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 1 -> sprinkle(bytes, random, random.nextInt(200));
                case 2 -> bytes = without(bytes, (byte) '\n', random);
                case 3 ->
                    bytes = new String(bytes, StandardCharsets.ISO_8859_1)
                            .replaceFirst("(?i)boundary=\"?", "boundary=" + "x".repeat(random.nextInt(300)))
                            .getBytes(StandardCharsets.ISO_8859_1);
                case 4 ->
                    bytes = new String(bytes, StandardCharsets.ISO_8859_1)
                            .replaceAll("(?i)charset=\"?[\\w-]+", "charset=" + Long.toString(random.nextLong(), 36))
                            .getBytes(StandardCharsets.ISO_8859_1);
                default ->
                    bytes = new String(bytes, StandardCharsets.ISO_8859_1)
                            .replaceAll("(?i)(content-transfer-encoding:) *\\S+", "$1 base64")
                            .getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        return bytes;
    }

    private static void sprinkle(byte[] bytes, Random random, int times) {
        for (int i = 0; i < times && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
    }

    private static byte[] without(byte[] bytes, byte one, Random random) {
        var kept = new byte[bytes.length];
        var length = 0;
        for (var b : bytes) {
            if (b != one || random.nextInt(4) > 0) {
                kept[length++] = b;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    private static Stream<String> samples(String folder, String ending) {
        try (var files = Files.list(folder(folder))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String sample) {
        try {
            return Files.readAllBytes(folder("").resolve(sample));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(MailSamplesTest.class.getResource("/mail/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
