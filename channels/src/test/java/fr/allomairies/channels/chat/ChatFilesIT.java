package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.ChatFiles;
import fr.allomairies.channels.ChatFiles.Checked;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Files of either side, and the transcript by mail.
class ChatFilesIT extends CitizenAtTheChat {

    private static final AgentId AMINA = new AgentId("amina");
    private static final String HIDDEN = "taken by Jeanne at home";

    @Autowired
    Attachments attachments;

    @Autowired
    ChatFiles files;

    @Test
    void aPhotoIsOneMessageHoweverOftenItIsSentAndNothingButThePictureIsKept() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Voici le trou " + token);
        for (int i = 0; i < 3; i++) {
            assertThat(give(token, "photo-0001", "Rue Gubernatis.JPG", withExif(jpeg(300, 200)))
                            .statusCode())
                    .isEqualTo(202);
        }

        try (var window = new Window(token)) {
            window.awaits(2);
            var line = window.lines.getLast();
            assertThat(line.get("id").asString()).isEqualTo("photo-0001");
            assertThat(line.get("from").asString()).isEqualTo("citizen");
            var file = line.get("files").get(0);
            assertThat(file.get("name").asString()).isEqualTo("Rue Gubernatis.jpg");
            var answer = file(token, file.get("id").asString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain("Jeanne", "Exif");
            assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth())
                    .isEqualTo(300);
        }
        assertThat(ticket(token).interactions().stream()
                        .mapToInt(said -> said.attachments().size())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void aFileAloneOpensAContact() throws Exception {
        var token = start("fr");

        give(token, "photo-0001", "IMG_1.jpg", jpeg(20, 20));

        var said = said(token);
        assertThat(said.text()).isEqualTo("[Photo]");
        assertThat(said.attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.type()).isEqualTo("image/jpeg"));
    }

    @Test
    void theCitizenGetsWhatTheAgentGivesAndNobodyElseDoes() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Le formulaire, s’il vous plaît " + token);
        var pdf = "%PDF-1.7 formulaire".getBytes(StandardCharsets.US_ASCII);
        var checked = (Checked.Good) files.check("../Formulaire <1>.pdf", pdf);
        for (int i = 0; i < 2; i++) {
            ticketing.addFile(
                    ticket(token).summary().id(),
                    contact(token),
                    AMINA,
                    files.words(checked.file(), "fr"),
                    checked.file(),
                    "file-1");
        }

        try (var window = new Window(token)) {
            window.awaits(2);
            var file = window.lines.getLast().get("files").get(0);
            var id = file.get("id").asString();
            var answer = file(token, id);
            assertThat(answer.body()).isEqualTo(pdf);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment");
            assertThat(file(start("fr"), id).statusCode()).isEqualTo(404);
        }
        assertThat(said(token).attachments()).isEmpty();
    }

    @Test
    void aFileThatIsOnAnothersTicketIsNotGiven() throws Exception {
        var mine = start("fr");
        say(mine, "message-1", "Moi " + mine);
        var other = start("fr");
        give(other, "photo-0001", "a.jpg", jpeg(20, 20));
        var theirs = said(other).attachments().getFirst().id();

        assertThat(file(mine, theirs.toString()).statusCode()).isEqualTo(404);
        assertThat(file(other, theirs.toString()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 422, file-empty",
        "'#!/bin/sh', 422, file-type",
        "<html><script>alert(1)</script></html>, 422, file-type",
        "'\u00ff\u00d8\u00ff no photo', 422, photo-unreadable"
    })
    void whatCannotBeTakenIsNamed(String content, int status, String code) throws Exception {
        var token = start("fr");

        var answer = give(token, "photo-0001", "photo.jpg", content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(code);
        assertThat(contact(token)).isNull();
    }

    @Test
    void onlySoManyFilesAreTakenInAnHour() throws Exception {
        var token = start("fr");
        var photo = jpeg(10, 10);
        for (int i = 10; i < 30; i++) {
            assertThat(give(token, "photo-00" + i, "a.jpg", photo).statusCode()).isEqualTo(202);
        }

        var answer = give(token, "photo-0030", "a.jpg", photo);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("too-many-files");
        assertThat(give(token, "photo-0029", "a.jpg", photo).statusCode()).isEqualTo(202);
    }

    @Test
    void whoWritesEnglishInAFrenchWindowIsEnglish() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Hello, my street light is broken, can you please help me?");

        assertThat(ticket(token).language()).isEqualTo("en");
        assertThat(events(contact(token), ContactEvent.ContactQueued.class)).isNotEmpty();
    }

    @Test
    void theTranscriptGoesToTheAddressThatIsGivenOnceTheConversationIsOver() throws Exception {
        var token = start("fr");
        var recipient = "t-" + UUID.randomUUID() + "@example.org";
        say(token, "message-1", "Où jeter mes piles ?");
        assertThat(transcript(token, recipient).statusCode()).isEqualTo(409);
        append(new OfferAccepted(Instant.now(), contact(token), AMINA));
        ticketing.addMessage(ticket(token).summary().id(), contact(token), AMINA, "En mairie.", "a-1");
        append(new ConversationEnded(Instant.now(), contact(token), AMINA, EndedBy.AGENT));

        assertThat(transcript(token, "nobody").body()).contains("email-invalid");
        assertThat(transcript(token, recipient).statusCode()).isEqualTo(202);

        var mail = within(SOON, () -> {
            assertThat(inboxOf(recipient)).hasSize(1);
            return inboxOf(recipient).getFirst();
        });
        assertThat(mail.getSubject()).contains(ticket(token).summary().number());
        assertThat(mail.getHeader("Auto-Submitted")).isNotEmpty();
        assertThat(textOf(mail))
                .containsSubsequence(
                        "Vous avez demandé",
                        "vous",
                        "Où jeter mes piles ?",
                        "la mairie",
                        "En mairie.",
                        "Si vous n’avez rien");
        assertThat(transcript(token, recipient).statusCode()).isEqualTo(202);
        assertThat(transcript(token, recipient).statusCode()).isEqualTo(202);
        assertThat(transcript(token, recipient).body()).contains("too-many-transcripts");
        assertThat(inboxOf(recipient)).hasSize(3);
        assertThat(db.sql("select count(*) from channels_chat_conversation c where c::text like '%' || ? || '%'")
                        .param(recipient)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aTranscriptThatNobodyOfOursHasSpokenInIsNotSent() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Achetez mes pilules");
        post("/" + token + "/leave", "{}");

        var answer = transcript(token, "victim-" + UUID.randomUUID() + "@example.org");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("transcript-too-early");
    }

    private HttpResponse<String> transcript(String token, String recipient) throws Exception {
        return post("/" + token + "/transcript", "{\"email\":\"" + recipient + "\"}");
    }

    private Interaction said(String token) {
        return ticket(token).interactions().stream()
                .filter(said -> said.contact() != null)
                .findFirst()
                .orElseThrow();
    }

    private void append(ContactEvent event) {
        transaction.executeWithoutResult(_ -> log.append(event));
    }

    private HttpResponse<String> give(String token, String id, String name, byte[] content) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(at(token, id))
                        .header("X-File-Name", name.replace(" ", "%20"))
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> file(String token, String id) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(at(token, id)).build(), BodyHandlers.ofByteArray());
    }

    private URI at(String token, String file) {
        return URI.create("http://127.0.0.1:" + port + "/api/chat/conversations/" + token + "/files/" + file);
    }

    static byte[] jpeg(int width, int height) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }

    private static byte[] withExif(byte[] jpeg) throws Exception {
        var exif = ("Exif\0\0MM\0*" + HIDDEN).getBytes(StandardCharsets.ISO_8859_1);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
        out.write(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
