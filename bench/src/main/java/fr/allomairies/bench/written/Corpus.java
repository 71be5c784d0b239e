package fr.allomairies.bench.written;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Mails as a city gets them, the same for the same seed: of every hundred 74 new requests, 15 replies to an earlier
/// one, 6 redeliveries, 3 absences and 2 bounces; texts of half to three kilobytes in UTF-8, Latin-1 or
/// Windows-1252, a third of them with HTML beside, one in eight with a file of 10 to 300 kB, and a few with no or a
/// false charset.
final class Corpus {

    private static final List<String> SENTENCES = List.of(
            "Le lampadaire devant l'école maternelle est éteint depuis mardi soir.",
            "Pourriez-vous m'indiquer les pièces à fournir pour une carte d'identité ?",
            "Un dépôt sauvage gêne le passage des piétons rue de la Buffa.",
            "La chaussée s'est affaissée près du numéro 12, c'est dangereux pour les vélos.",
            "Je n'ai toujours pas reçu de réponse à ma demande d'acte de naissance.",
            "Les conteneurs n'ont pas été collectés cette semaine à cause des travaux.",
            "Ma fille est inscrite à la cantine, mais son nom n'apparaît pas sur la liste.",
            "Merci par avance de votre aide, je reste joignable l'après-midi.");

    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding("; charset=utf-8", StandardCharsets.UTF_8),
            new Encoding("; charset=utf-8", StandardCharsets.UTF_8),
            new Encoding("; charset=UTF-8; format=flowed", StandardCharsets.UTF_8),
            new Encoding("; charset=iso-8859-1", StandardCharsets.ISO_8859_1),
            new Encoding("; charset=windows-1252", Charset.forName("windows-1252")),
            new Encoding("; charset=us-ascii", Charset.forName("windows-1252")),
            new Encoding("", StandardCharsets.UTF_8));

    private final Random random;
    private final String run;
    private final String to;
    private final List<Mail> written = new ArrayList<>();

    /// @param run tells the mails of this run from any other's
    Corpus(long seed, String run, String to) {
        this.random = new Random(seed);
        this.run = run;
        this.to = to;
    }

    List<Mail> mails(int count) {
        var mails = new ArrayList<Mail>();
        for (int i = 0; i < count; i++) {
            mails.add(next());
        }
        return mails;
    }

    private Mail next() {
        var lot = written.size() < 20 ? 0 : random.nextInt(100);
        if (lot < 74) {
            return request();
        }
        var earlier = written.get(random.nextInt(written.size()));
        if (lot < 89) {
            return reply(earlier);
        }
        if (lot < 95) {
            return new Mail(Kind.REDELIVERY, earlier.id(), earlier.id(), earlier.from(), earlier.content());
        }
        return lot < 98 ? absence(earlier) : bounce(earlier);
    }

    private Mail request() {
        var id = id();
        var from = "usager" + written.size() + '.' + run + "@citoyens.test";
        var subject = SENTENCES.get(random.nextInt(SENTENCES.size()));
        var mail = new Mail(Kind.REQUEST, id, id, from, content(header(id, from, subject), words()));
        written.add(mail);
        return mail;
    }

    private Mail reply(Mail earlier) {
        var id = id();
        var thread = "In-Reply-To: " + earlier.id() + "\r\nReferences: " + earlier.id() + "\r\n";
        var quoted =
                "\r\n\r\nLe 3 mars 2026 à 10:12, la mairie a écrit :\r\n> Bonjour,\r\n> votre demande est reçue.\r\n";
        var content = content(header(id, earlier.from(), "Re: ma demande") + thread, words() + quoted);
        return new Mail(Kind.REPLY, id, earlier.id(), earlier.from(), content);
    }

    private Mail absence(Mail earlier) {
        var id = id();
        var header = header(id, earlier.from(), "Absence du bureau") + "Auto-Submitted: auto-replied\r\n";
        return new Mail(Kind.AUTOMATIC, id, id, earlier.from(), content(header, "Je suis absent jusqu'à lundi.\r\n"));
    }

    private Mail bounce(Mail earlier) {
        var id = id();
        var header = header(id, "MAILER-DAEMON@citoyens.test", "Undelivered Mail Returned to Sender")
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n";
        var body =
                "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n--b\r\nContent-Type: message/delivery-status"
                        + "\r\n\r\nReporting-MTA: dns; citoyens.test\r\n\r\nFinal-Recipient: rfc822; " + earlier.from()
                        + "\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n";
        var content = (header + body).getBytes(StandardCharsets.UTF_8);
        return new Mail(Kind.AUTOMATIC, id, id, "MAILER-DAEMON@citoyens.test", content);
    }

    private String id() {
        return "<" + run + '.' + Long.toHexString(random.nextLong()) + "@citoyens.test>";
    }

    private String header(String id, String from, String subject) {
        var encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
        return "Received: from mx.citoyens.test by mx.ville.test; Tue, 03 Mar 2026 10:12:00 +0100\r\nMessage-ID: " + id
                + "\r\nFrom: Jeanne Martin <" + from + ">\r\nTo: <" + to + ">\r\nSubject: =?utf-8?B?" + encoded
                + "?=\r\nDate: Tue, 03 Mar 2026 10:12:00 +0100\r\nMIME-Version: 1.0\r\n";
    }

    private String words() {
        var words = new StringBuilder("Bonjour,\r\n\r\n");
        var length = 500 + random.nextInt(2500);
        while (words.length() < length) {
            words.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append("\r\n");
        }
        return words.append("\r\nJeanne Martin\r\n").toString();
    }

    private byte[] content(String header, String words) {
        var encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
        var text =
                "Content-Type: text/plain" + encoding.label() + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + words;
        var html = "Content-Type: text/html" + encoding.label() + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + "<html><body><p>" + words.replace("\r\n", "<br>\r\n") + "</p></body></html>\r\n";
        var body = random.nextInt(3) == 0 ? multipart("alternative", "a", text, html) : text;
        var whole = random.nextInt(8) == 0 ? multipart("mixed", "m", body, file()) : body;
        var out = new ByteArrayOutputStream();
        try {
            out.write((header + whole).getBytes(encoding.charset()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static String multipart(String kind, String boundary, String... parts) {
        return "Content-Type: multipart/" + kind + "; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n"
                + String.join("\r\n--" + boundary + "\r\n", parts) + "\r\n--" + boundary + "--\r\n";
    }

    /// Begins like a JPEG; small files are more frequent than large ones.
    private String file() {
        var size = (int) (10_000 * Math.pow(30, random.nextDouble()));
        var bytes = new byte[size];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return "Content-Type: image/jpeg; name=photo.jpg\r\nContent-Disposition: attachment; filename=photo.jpg\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(bytes);
    }

    enum Kind {
        REQUEST,
        REPLY,
        REDELIVERY,
        AUTOMATIC
    }

    /// @param id its Message-ID; a redelivery bears that of the first
    /// @param thread Message-ID of the request that it belongs to
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Mail(Kind kind, String id, String thread, String from, byte[] content) {}

    private record Encoding(String label, Charset charset) {}
}
