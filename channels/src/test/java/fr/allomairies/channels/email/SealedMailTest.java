package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading.FromCitizen;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mails that a program has signed, encrypted or wrapped; the signed and encrypted ones are of OpenSSL and GnuPG.
class SealedMailTest {

    private static final String SMIME_NOT_VERIFIED = "[Message signé (S/MIME), signature non vérifiée]";

    final EmailAdapter adapter = Adapters.email();

    @ParameterizedTest
    @ValueSource(strings = {"clear.eml", "opaque.eml", "opaque-ber.eml"})
    void showsTheTextOfWhatIsSignedAndSaysThatNothingWasVerified(String sample) throws Exception {
        assertThat(read(sample).text()).isEqualTo("Le réverbère est éteint.\n\n" + SMIME_NOT_VERIFIED);
    }

    @Test
    void saysThatItCannotReadWhatIsEncryptedAndKeepsItAsItCame() throws Exception {
        var contact = read("crypt.eml");

        assertThat(contact.text()).isEqualTo("[Message chiffré (S/MIME) : nous n’avons pas de clef pour le lire]");
        assertThat(contact.attachments()).extracting(NewAttachment::name).containsExactly("smime.p7m");
    }

    @Test
    void showsWhatPgpHasSignedWithoutItsArmour() throws Exception {
        assertThat(read("pgp-inline-signed.eml").text())
                .isEqualTo("Bonjour,\n- le lampadaire 12 est eteint.\nMerci.\n\n"
                        + "[Message signé (PGP), signature non vérifiée]");
        assertThat(read("pgp-signed.eml").text())
                .startsWith("Le réverbère est éteint.")
                .endsWith("[Message signé (PGP), signature non vérifiée]");
    }

    @ParameterizedTest
    @CsvSource({"pgp-inline-encrypted.eml, 0", "pgp-encrypted.eml, 2"})
    void saysThatItCannotReadWhatPgpHasEncrypted(String sample, int files) throws Exception {
        var contact = read(sample);

        assertThat(contact.text()).endsWith("[Message chiffré (PGP) : nous n’avons pas de clef pour le lire]");
        assertThat(contact.attachments()).hasSize(files);
        assertThat(contact.text()
                        + new String(contact.attachments().stream()
                                .map(NewAttachment::content)
                                .reduce((_, last) -> last)
                                .orElse(new byte[0])))
                .contains("BEGIN PGP MESSAGE");
    }

    @Test
    void unpacksWinmail() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("plan.pdf", "%PDF-1.7 plan".getBytes(StandardCharsets.US_ASCII));
        files.put("mot.txt", "Rue de France".getBytes(StandardCharsets.US_ASCII));

        var contact = read(winmail(Winmail.of("Le lampadaire est eteint.", files)));

        assertThat(contact.text()).isEqualTo("Le lampadaire est eteint.");
        assertThat(contact.attachments()).extracting(NewAttachment::name).containsExactly("plan.pdf", "mot.txt");
        assertThat(contact.attachments().getFirst().type()).isEqualTo("application/pdf");
        assertThat(contact.attachments().getFirst().content()).isEqualTo(files.get("plan.pdf"));
    }

    @Test
    void keepsAWinmailThatCannotBeReadAsItCame() throws Exception {
        var contact = read(winmail("no TNEF at all".getBytes(StandardCharsets.US_ASCII)));

        assertThat(contact.attachments()).extracting(NewAttachment::name).containsExactly("winmail.dat");
    }

    /// 2,000 of each, always the same ones: cut, and with other bytes.
    @Test
    void nothingThatIsInsideThemStopsTheIntake() throws Exception {
        var winmail = Winmail.of("Bonjour", Map.of("plan.pdf", new byte[300]));
        var signed =
                Mail.of(sample("opaque-ber.eml")).message().getInputStream().readAllBytes();
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var tnef = scrambled(winmail, random);
            var cms = scrambled(signed, random);
            assertThatCode(() -> Tnef.of(tnef)).as("seed " + seed).doesNotThrowAnyException();
            assertThatCode(() -> SignedContent.of(cms)).as("seed " + seed).doesNotThrowAnyException();
        }
    }

    private static byte[] scrambled(byte[] content, Random random) {
        var bytes = Arrays.copyOf(content, random.nextInt(1, content.length + 1));
        for (int change = random.nextInt(8); change > 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private InboundContact read(String name) throws Exception {
        return read(sample(name));
    }

    private InboundContact read(byte[] mail) throws Exception {
        var reading = adapter.read(new RawMessage("<1@example.org>", Map.of(), mail), ContactId.next(), Instant.EPOCH);
        assertThat(reading).isInstanceOf(FromCitizen.class);
        return ((FromCitizen) reading).contact();
    }

    private static byte[] winmail(byte[] content) {
        return ("""
                From: jeanne@example.org
                Subject: Plan
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: application/ms-tnef; name="winmail.dat"
                Content-Transfer-Encoding: base64

                %s
                --b--
                """.formatted(Base64.getMimeEncoder().encodeToString(content))).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sample(String name) throws IOException {
        try (var in = SealedMailTest.class.getResourceAsStream("/mail/sealed/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
