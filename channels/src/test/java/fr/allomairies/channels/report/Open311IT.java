package fr.allomairies.channels.report;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.IntakeEvent.DuplicateIgnored;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.TicketView;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class Open311IT extends OnRealServers {

    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Attachments attachments;

    @Test
    void aReportBecomesATicketAndTheAppGetsItsNumber() throws Exception {
        var form = aValidReport();
        form.put("email", "jeanne@example.org");
        form.put("first_name", "Jeanne");
        form.put("phone", "06 12 34 56 78");
        form.put("media_url", "https://example.org/photo.jpg");

        var answer = post("requests.json", form);

        assertThat(answer.statusCode()).isEqualTo(201);
        var ticket = opened(answer);
        assertThat(ticket.summary().category().value()).isEqualTo("lighting.lamp-out");
        assertThat(ticket.citizen().name()).isEqualTo("Jeanne");
        assertThat(ticket.citizen().phone().e164()).isEqualTo("+33612345678");
        assertThat(ticket.place().latitude()).isEqualTo(43.7034);
        assertThat(ticket.interactions().getFirst().text())
                .startsWith(form.get("description"))
                .endsWith("https://example.org/photo.jpg");
        assertThat(log.of(ticket.summary().id()))
                .filteredOn(ContactQueued.class::isInstance)
                .singleElement()
                .satisfies(queued -> assertThat(((ContactQueued) queued).cost()).isEqualTo(50));
        assertThat(answer.body()).doesNotContain(ticket.trackingToken());
    }

    @Test
    void theSameReportTwiceIsOne() throws Exception {
        var form = aValidReport();
        var key = UUID.randomUUID().toString();

        var first = post("requests.json", form, "Idempotency-Key", key);
        form.put("description", "said differently by a retry");
        var second = post("requests.json", form, "Idempotency-Key", key);

        assertThat(number(second)).isEqualTo(number(first));
        var contact = opened(first).interactions().getFirst().contact();
        within(
                SOON,
                () -> assertThat(events(DuplicateIgnored.class))
                        .extracting(DuplicateIgnored::contact)
                        .contains(contact));
    }

    @Test
    void theSameDeviceSayingTheSameIsOneReportAndSayingMoreIsTwo() throws Exception {
        var form = aValidReport();
        form.put("device_id", UUID.randomUUID().toString());
        var first = post("requests.json", form);

        assertThat(number(post("requests.json", form))).isEqualTo(number(first));
        form.put("description", "Un autre lampadaire");
        assertThat(number(post("requests.json", form))).isNotEqualTo(number(first));
    }

    @ParameterizedTest
    @CsvSource({
        "service_code,'',400,service_code",
        "service_code,roads.dragon,404,service_code",
        "service_code,<script>,404,service_code",
        "lat,north,400,lat",
        "lat,'',400,lat and long",
        "lat,NaN,400,lat",
        "lat,48.85,400,outside",
        "email,jeanne,400,email",
        "phone,call me,400,phone",
        "media_url,file:///etc/passwd,400,media_url",
        "jurisdiction_id,paris.fr,404,jurisdiction_id",
        "api_key,'',403,api_key",
        "api_key,wrong,403,api_key"
    })
    void whatIsWrongIsNamedInTheErrorDocument(String field, String value, int status, String named) throws Exception {
        var form = aValidReport();
        form.put(field, value);

        var json = post("requests.json", form);
        var xml = post("requests.xml", form);

        assertThat(json.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(json.body()).get(0).get("code").asInt()).isEqualTo(status);
        assertThat(JSON.readTree(json.body()).get(0).get("description").asString())
                .contains(named);
        assertThat(xml.statusCode()).isEqualTo(status);
        assertThat(text(xml, "/errors/error/description")).contains(named);
    }

    @Test
    void aParameterThatIsNoTextIsRefusedForGood() throws Exception {
        var form = "service_code=lighting.lamp-out&description=%FF%FEcass%E9";
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address("requests.json")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UTF-8");
    }

    @Test
    void aReportWithoutAnyPlaceIsRefusedAndOneWithAnAddressIsNot() throws Exception {
        var form = aValidReport();
        form.remove("lat");
        form.remove("long");
        assertThat(post("requests.json", form).statusCode()).isEqualTo(400);

        form.put("address_string", "12 rue Masséna, Nice");
        assertThat(post("requests.json", form).statusCode()).isEqualTo(201);
    }

    @Test
    void aPhotoIsRedrawnUprightAndKeepsNothingOfItsFile() throws Exception {
        var photo = withExif(jpeg(300, 200), 6, "taken by Jeanne at home");

        var answer = postMultipart(aValidReport(), photo, "photo.jpg");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var said = opened(answer).interactions().getFirst();
        var kept = attachments.content(said.attachments().getFirst().id()).orElseThrow();
        assertThat(kept.type()).isEqualTo("image/jpeg");
        assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("Jeanne", "Exif");
        var picture = ImageIO.read(new java.io.ByteArrayInputStream(kept.content()));
        assertThat(picture.getWidth()).isEqualTo(200);
        assertThat(picture.getHeight()).isEqualTo(300);
    }

    @Test
    void aFileThatIsNoPhotoIsRefusedWhateverItsName() throws Exception {
        var answer = postMultipart(aValidReport(), "#!/bin/sh".getBytes(StandardCharsets.UTF_8), "photo.jpg");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("photo-1").contains("JPEG or PNG");
    }

    @Test
    void aPhotoThatClaimsToBeGiganticIsRefusedUnopened() throws Exception {
        var answer = postMultipart(aValidReport(), pngClaiming(60_000, 60_000), "photo.png");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("pixels");
    }

    @Test
    void whatTheServiceSaysIsTheStatusOfTheRequest() throws Exception {
        var answer = post("requests.json", aValidReport());
        var ticket = opened(answer).summary().id();
        var voirie = new ServiceCode("eclairage");
        var agent = new AgentId("amina");
        ticketing.handOver(ticket, voirie, null, agent);
        ticketing.report(
                ticket,
                voirie,
                ServiceProgress.DELAYED,
                "Pièce en commande",
                LocalDate.now().plusDays(30),
                "paul");

        var delayed = get("requests/" + number(answer) + ".json").get(0);
        assertThat(delayed.get("status").asString()).isEqualTo("open");
        assertThat(delayed.get("status_notes").asString()).contains("Pièce en commande");
        assertThat(delayed.get("agency_responsible").asString()).isEqualTo("eclairage");
        assertThat(delayed.get("description").isNull()).isTrue();
        assertThat(get("requests/" + number(answer) + ".json?api_key=" + API_KEY)
                        .get(0)
                        .get("description")
                        .asString())
                .contains("lampadaire");

        ticketing.report(ticket, voirie, ServiceProgress.DONE, null, null, "paul");
        within(SOON, () -> {
            var closed = get("requests.json?status=closed&page_size=200");
            assertThat(closed.toString()).contains(number(answer));
            return closed;
        });
        assertThat(get("requests.json?status=open&page_size=200").toString()).doesNotContain(number(answer));
        assertThat(get("requests.json?service_request_id=" + number(answer)).size())
                .isEqualTo(1);
    }

    @Test
    void filtersByServiceAndDateAndRefusesNonsense() throws Exception {
        var form = aValidReport();
        form.put("service_code", "cleaning.graffiti");
        var number = number(post("requests.json", form));

        within(SOON, () -> {
            var found = get("requests.json?service_code=cleaning.graffiti&page_size=200");
            assertThat(found.toString()).contains(number);
            assertThat(found)
                    .allMatch(request -> request.get("service_code").asString().equals("cleaning.graffiti"));
            return found;
        });
        assertThat(get("requests.json?start_date=2020-01-01T00:00:00Z&end_date=2020-02-01T00:00:00Z")
                        .size())
                .isZero();
        assertThat(fetch("requests.json?start_date=yesterday").statusCode()).isEqualTo(400);
        assertThat(fetch("requests.json?status=lost").statusCode()).isEqualTo(400);
        assertThat(fetch("requests.json?page_size=0").statusCode()).isEqualTo(400);
    }

    @Test
    void neverShowsATicketThatNoAppOpened() throws Exception {
        assertThat(fetch("requests/NCA-26-999999.json").statusCode()).isEqualTo(404);
        assertThat(fetch("requests/x.xml").statusCode()).isEqualTo(404);
        assertThat(fetch("nothing.xml").body()).contains("<errors>");
    }

    @Test
    void tellsWhereItIsAndWhatItTakesInBothForms() throws Exception {
        assertThat(get("discovery.json").get("endpoints").get(0).get("url").asString())
                .endsWith(":" + port + "/open311/v2");
        assertThat(text(fetch("discovery.xml"), "/discovery/endpoints/endpoint/formats/format"))
                .isEqualTo("text/xml");
        assertThat(get("services.json").size()).isEqualTo(50);
        assertThat(text(fetch("services.xml"), "/services/service[1]/service_code"))
                .isEqualTo("roads.pothole");
        assertThat(get("services/lighting.lamp-out.json").get("service_code").asString())
                .isEqualTo("lighting.lamp-out");
        assertThat(fetch("services/roads.dragon.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void asksQuestionsAndChecksTheAnswers() throws Exception {
        assertThat(text(fetch("services.xml"), "//service[service_code='cleaning.dumping']/metadata"))
                .isEqualTo("true");
        var definition = fetch("services/cleaning.dumping.xml?locale=en");
        assertThat(text(definition, "//attribute/code")).isEqualTo("what");
        assertThat(text(definition, "//attribute/datatype")).isEqualTo("multivaluelist");
        assertThat(text(definition, "//attribute/required")).isEqualTo("true");
        assertThat(text(definition, "//attribute/values/value[2]/key")).isEqualTo("rubble");
        assertThat(text(definition, "//attribute/values/value[2]/name")).isEqualTo("Rubble");

        var form = aValidReport();
        form.put("service_code", "cleaning.dumping");
        form.put("attribute[what][]", "dragon");
        assertThat(post("requests.json", form).body()).contains("attribute[what] is some of furniture, rubble");
        form.put("attribute[what][]", "rubble,bags");

        assertThat(opened(post("requests.json", form)).interactions().getFirst().text())
                .endsWith("Qu’a-t-on laissé là ? Des gravats, Des sacs");
    }

    @Test
    void takesTheReportOfAnAppThatIsOlderThanTheQuestions() throws Exception {
        var form = aValidReport();
        form.put("service_code", "cleaning.dumping");
        form.put("attribute[since]", "monday");

        assertThat(opened(post("requests.json", form)).interactions().getFirst().text())
                .endsWith("Qu’a-t-on laissé là ? sans réponse");
    }

    @Test
    void thanksNeedNoPlace() throws Exception {
        var form = aValidReport();
        form.put("service_code", "suggestion.thanks");
        form.remove("lat");
        form.remove("long");
        assertThat(opened(post("requests.json", form)).place()).isNull();
    }

    @Test
    void theSourceIsNamedOnTheTicket() throws Exception {
        var form = aValidReport();
        form.put("api_key", POLICE_KEY);
        assertThat(opened(post("requests.json", form)).interactions())
                .anySatisfy(note -> assertThat(note.text()).isEqualTo("Signalé par : police"));
    }

    @Test
    void whoDidNotHearTheAnswerAsksByHisKey() throws Exception {
        var key = UUID.randomUUID().toString();
        var number = number(post("requests.json", aValidReport(), "Idempotency-Key", key));

        assertThat(get("tokens/" + key + ".json?api_key=" + API_KEY)
                        .get(0)
                        .get("service_request_id")
                        .asString())
                .isEqualTo(number);
        assertThat(text(fetch("tokens/" + key + ".xml?api_key=" + API_KEY), "/service_requests/request/token"))
                .isEqualTo(key);
        assertThat(fetch("tokens/" + key + ".json?api_key=" + POLICE_KEY).statusCode())
                .isEqualTo(404);
        assertThat(fetch("tokens/" + key + ".json").statusCode()).isEqualTo(403);
    }

    @Test
    void tellsWhatHasHappenedSince() throws Exception {
        var answer = post("requests.json", aValidReport());
        var ticket = opened(answer).summary().id();
        var service = new ServiceCode("eclairage");
        ticketing.handOver(ticket, service, null, new AgentId("amina"));
        ticketing.report(
                ticket,
                service,
                ServiceProgress.DELAYED,
                "Pièce en commande",
                LocalDate.now().plusDays(9),
                "paul");
        ticketing.report(ticket, service, ServiceProgress.DONE, "Ampoule changée", null, "paul");

        var told = within(SOON, () -> {
            var updates = get("servicerequestupdates.json?service_request_id=" + number(answer));
            assertThat(updates.size()).isEqualTo(3);
            return updates;
        });
        assertThat(told.get(0).get("description").asString()).isEqualTo("Confiée au service compétent.");
        assertThat(told.get(1).get("status").asString()).isEqualTo("open");
        assertThat(told.get(1).get("description").asString()).isEqualTo("Retardée.\nPièce en commande");
        assertThat(told.get(2).get("status").asString()).isEqualTo("closed");
        assertThat(told.get(2).get("description").asString()).isEqualTo("Le service a terminé.\nAmpoule changée");
        var page = "servicerequestupdates.xml?page_size=1&page=2&service_request_id=" + number(answer);
        assertThat(text(fetch(page), "/service_requests_updates/request_update/update_id"))
                .isEqualTo(told.get(1).get("update_id").asString());
        assertThat(get("servicerequestupdates.json?end_date=2020-01-01T00:00:00Z")
                        .size())
                .isZero();
    }

    private static Map<String, String> aValidReport() {
        return new HashMap<>(Map.of(
                "api_key", API_KEY,
                "service_code", "lighting.lamp-out",
                "lat", "43.7034",
                "long", "7.2663",
                "description", "Le lampadaire " + UUID.randomUUID() + " est éteint"));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + "/open311/v2/" + path;
    }

    private HttpResponse<String> fetch(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address(path))).build(), BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        var answer = fetch(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(address(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> postMultipart(Map<String, String> form, byte[] file, String name) throws Exception {
        var body = new ByteArrayOutputStream();
        for (var field : form.entrySet()) {
            body.write(("--b\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.write(("--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(file);
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address("requests.json")))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    /// Its ticket, which is opened behind the answer.
    private TicketView opened(HttpResponse<String> answer) throws Exception {
        var number = number(answer);
        return within(
                SOON,
                () -> ticketing.byNumber(number).orElseThrow(() -> new AssertionError(number + " is not opened")));
    }

    private static String number(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get(0).get("service_request_id").asString();
    }

    private static String text(HttpResponse<String> xml, String path) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml.body())));
        return javax.xml.xpath.XPathFactory.newInstance().newXPath().evaluate(path, document);
    }

    private static byte[] jpeg(int width, int height) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }

    /// A JPEG as a telephone writes it: an EXIF block with the way it was held, and more.
    private static byte[] withExif(byte[] jpeg, int orientation, String comment) throws Exception {
        var exif = new ByteArrayOutputStream();
        exif.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        exif.write(new byte[] {0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0});
        exif.write(comment.getBytes(StandardCharsets.ISO_8859_1));
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.size() + 2)});
        out.write(exif.toByteArray());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] pngClaiming(int width, int height) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", out);
        var png = java.nio.ByteBuffer.wrap(out.toByteArray());
        png.putInt(16, width).putInt(20, height);
        var crc = new java.util.zip.CRC32();
        crc.update(png.array(), 12, 17);
        png.putInt(29, (int) crc.getValue());
        return png.array();
    }
}
