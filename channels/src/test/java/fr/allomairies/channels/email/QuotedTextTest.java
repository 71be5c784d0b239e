package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuotedTextTest {

    static Stream<String> replies() throws IOException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void losesAndMovesNoLine(String reply) {
        var text = text(reply);

        var marked = QuotedText.marked(text);

        assertThat(marked.lines().map(QuotedTextTest::bare).toList())
                .isEqualTo(text.lines().map(QuotedTextTest::bare).toList());
        assertThat(QuotedText.marked(marked)).isEqualTo(marked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email_fr_multiline.txt|Fusce bibendum|Etiam non sagittis",
                "email_french_2.txt||a écrit",
                "email_ios_outlook_fr.txt|Envoyé|Hiring",
                "email_original_message.txt||Original Message",
                "email_gmail_split_line_from.txt||wrote",
                "email_german.txt||schrieb",
                "email_iphone.txt|iPhone|wrote:"
            })
    void findsWhatIsNew(String reply, String isNew, String isQuoted) {
        var ofSender = QuotedText.ofSender(QuotedText.marked(text(reply)));

        assertThat(ofSender).isNotBlank();
        if (isNew != null) {
            assertThat(ofSender).contains(isNew);
        }
        if (isQuoted != null) {
            assertThat(ofSender).doesNotContain(isQuoted);
        }
    }

    @Test
    void keepsAnswersBetweenQuotedLinesInTheirPlace() {
        assertThat(QuotedText.marked("""
                Le 5 janvier 2026 à 10:00, Ville <mairie@allo.test> a écrit :
                > Quelle rue ?
                Rue de France.
                > Quel numéro ?
                Le 12.""")).isEqualTo("""
                        > Le 5 janvier 2026 à 10:00, Ville <mairie@allo.test> a écrit :
                        > Quelle rue ?
                        Rue de France.
                        > Quel numéro ?
                        Le 12.""");
    }

    @Test
    void takesASentenceThatEndsLikeAnIntroductionForASentence() {
        var text = "Le maire m'a écrit :\nvenez me voir.";

        assertThat(QuotedText.marked(text)).isEqualTo(text);
    }

    @Test
    void knowsTheHeadOfAnOutlookReplyInFrench() {
        assertThat(QuotedText.ofSender(QuotedText.marked("""
                D'accord, merci.

                De : Ville <mairie@allo.test>
                Envoyé : lundi 5 janvier 2026 10:00
                À : Jeanne
                Objet : Votre demande

                Nous avons reçu votre demande."""))).isEqualTo("D'accord, merci.");
    }

    private static String bare(String line) {
        return line.replaceFirst("^> ?", "").strip();
    }

    private static String text(String reply) {
        try {
            return Files.readString(folder().resolve(reply))
                    .replace("\r\n", "\n")
                    .strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(QuotedTextTest.class.getResource("/mail/replies/fixtures"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
