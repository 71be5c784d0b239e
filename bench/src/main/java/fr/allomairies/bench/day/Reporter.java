package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Report;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Citizens who report what they see in the street, by Open311 as the city's app does, with a photo now and then.
final class Reporter {

    private static final List<String> SERVICES =
            List.of("lighting.lamp-out", "roads.pothole", "cleaning.dumping", "green.tree", "water.leak");
    private static final byte[] PHOTO = photo();

    private final HttpSession http;
    private final String apiKey;
    private final MailWriter mail;
    private final String day;
    private final Ledger ledger;

    /// @param day tells this day's reports from another's
    Reporter(HttpSession http, String apiKey, MailWriter mail, String day, Ledger ledger) {
        this.http = http;
        this.apiKey = apiKey;
        this.mail = mail;
        this.day = day;
        this.ledger = ledger;
    }

    void send(Report report) throws InterruptedException {
        try {
            var boundary = "photo-" + report.nth();
            var answer = http.sendUntilAnswered(http.request("/open311/v2/requests.json")
                    .header("Idempotency-Key", "day-" + day + '-' + report.nth())
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(BodyPublishers.ofByteArray(form(report, boundary))));
            if (answer.statusCode() / 100 == 2) {
                var number = HttpSession.read(answer.body())
                        .path(0)
                        .path("service_request_id")
                        .asString();
                ledger.write(report, number, Seen.TAKEN);
            } else {
                ledger.write(report, "status " + answer.statusCode(), Seen.FAILED);
            }
        } catch (IOException e) {
            ledger.write(report, String.valueOf(e.getMessage()), Seen.FAILED);
        }
    }

    private byte[] form(Report report, String boundary) {
        var form = new ByteArrayOutputStream();
        fields(report).forEach((name, value) -> part(form, boundary, "name=\"" + name + '"', null, bytes(value)));
        if (report.withPhoto()) {
            part(form, boundary, "name=\"media\"; filename=\"photo.jpg\"", "image/jpeg", PHOTO);
        }
        form.writeBytes(bytes("--" + boundary + "--\r\n"));
        return form.toByteArray();
    }

    private Map<String, String> fields(Report report) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("api_key", apiKey);
        fields.put("service_code", SERVICES.get(report.nth() % SERVICES.size()));
        fields.put("lat", String.format(Locale.ROOT, "%.6f", 43.69 + (report.nth() % 100) * 0.0004));
        fields.put("long", String.format(Locale.ROOT, "%.6f", 7.25 + (report.nth() % 77) * 0.0004));
        fields.put("address_string", report.nth() % 200 + " avenue Jean Médecin, Nice");
        fields.put("description", "Signalement nº " + report.nth() + " : à réparer, merci.");
        fields.put("email", mail.address(report.nth()));
        fields.put("first_name", "Camille");
        fields.put("last_name", "Martin");
        return fields;
    }

    private static void part(
            ByteArrayOutputStream form, String boundary, String disposition, @Nullable String type, byte[] content) {
        form.writeBytes(bytes("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n"));
        if (type != null) {
            form.writeBytes(bytes("Content-Type: " + type + "\r\n"));
        }
        form.writeBytes(bytes("\r\n"));
        form.writeBytes(content);
        form.writeBytes(bytes("\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] photo() {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.GRAY);
        pen.fillRect(0, 0, 640, 480);
        pen.setColor(Color.ORANGE);
        pen.fillOval(220, 140, 200, 200);
        pen.dispose();
        try {
            var jpeg = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
