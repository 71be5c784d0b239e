package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.store.Inbox;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.RequestStatuses;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports that were answered with a number, and what comes between that and their tickets.
class AcceptedReportsIT extends OnRealServers {

    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final int SENDERS = 8;

    @Autowired
    RequestStatuses statuses;

    @Autowired
    AcceptedReports accepted;

    @Autowired
    Opening opening;

    @Autowired
    Inbox inbox;

    @Autowired
    Environment settings;

    @LocalServerPort
    int port;

    @AfterEach
    void goOn() {
        if (!opening.isRunning()) {
            opening.start();
        }
    }

    @Test
    void isToldAsOpenFromTheAnswerOn() throws Exception {
        opening.stop();
        var key = UUID.randomUUID().toString();
        var number = number(post(port, key, "water.leak"));

        assertThat(ticketing.byNumber(number)).isEmpty();
        var one = get("requests/" + number.toLowerCase(Locale.ROOT) + ".json").get(0);
        assertThat(one.get("status").asString()).isEqualTo("open");
        assertThat(one.get("service_code").asString()).isEqualTo("water.leak");
        assertThat(one.get("lat").asDouble()).isEqualTo(43.7034);
        assertThat(one.get("description").isNull()).isTrue();
        assertThat(get("requests/" + number + ".json?api_key=" + API_KEY)
                        .get(0)
                        .get("description")
                        .asString())
                .contains(key);
        assertThat(get("requests.json?service_request_id=" + number).size()).isEqualTo(1);
        assertThat(statuses.of(number))
                .as("whoever asks the assistant, by telephone or in a chat")
                .hasValueSatisfying(told -> assertThat(told.stage()).isEqualTo(RequestStatus.Stage.REGISTERED));
        assertThat(accepted.since(" " + number.toLowerCase(Locale.ROOT))).isPresent();
        assertThat(accepted.since("NCA-26-999999")).isEmpty();
        assertThat(listed("status=open&service_code=water.leak")).contains(number);
        assertThat(listed("status=closed")).doesNotContain(number);
        assertThat(listed("service_code=roads.pothole")).doesNotContain(number);
        assertThat(number(post(port, key, "water.leak"))).isEqualTo(number);

        opening.start();

        within(SOON, () -> {
            // at any moment of its way to a ticket
            assertThat(listed("status=open")).containsOnlyOnce(number);
            return assertThat(ticketing.byNumber(number)).isPresent();
        });
        assertThat(get("requests/" + number + ".json").get(0).get("requested_datetime"))
                .isEqualTo(one.get("requested_datetime"));
        assertThat(number(post(port, key, "water.leak"))).isEqualTo(number);
    }

    /// Its number was told: it stays open, and the ticket bears it once somebody has seen to what is wrong.
    @Test
    void isSetAsideWithItsReasonAndHoldsUpNoOther() throws Exception {
        opening.stop();
        var poison = number(post(port, UUID.randomUUID().toString(), "water.leak"));
        var good = number(post(port, UUID.randomUUID().toString(), "water.leak"));
        var unreadable = number(post(port, UUID.randomUUID().toString(), "water.leak"));
        db.sql("update channels_inbox set sealed = true, due_at = received_at - interval '1 min' where number = ?")
                .param(unreadable)
                .update();
        transaction.executeWithoutResult(status -> {
            db.sql("update channels_inbox set body = convert_to(repeat('x', 9000000), 'UTF8') where number in (?, ?)")
                    .params(poison, good)
                    .update();
            assertThat(inbox.lockToOpen(ChannelKind.REPORT, Instant.now(), 3))
                    .as("what can be read together")
                    .hasSize(2);
            status.setRollbackOnly();
        });
        var body = db.sql("select body from channels_inbox where number = ?")
                .param(poison)
                .query(byte[].class)
                .single();
        db.sql("update channels_inbox set body = 'rubbish' where number = ?")
                .param(poison)
                .update();
        opening.start();

        within(SOON, () -> assertThat(ticketing.byNumber(good)).isPresent());
        var message = within(
                SOON,
                () -> intake.quarantine(100).stream()
                        .filter(aside -> aside.reason().equals("report-malformed"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nothing was set aside")));
        assertThat(ticketing.byNumber(poison)).isEmpty();
        assertThat(listed("status=open&service_code=water.leak")).contains(poison, unreadable);
        assertThat(get("requests/" + poison + ".json").get(0).get("lat").asDouble())
                .isEqualTo(43.7034);
        within(
                SOON,
                () -> assertThat(db.sql("select attempts from channels_inbox where number = ?")
                                .param(unreadable)
                                .query(Integer.class)
                                .single())
                        .isPositive());
        db.sql("update channels_inbox set sealed = false where number = ?")
                .param(unreadable)
                .update();

        db.sql("update channels_inbox set body = ? where number = ?")
                .params(body, poison)
                .update();
        assertThat(intake.retry(message.message())).isInstanceOf(Intake.Result.Queued.class);
        assertThat(ticketing.byNumber(poison)).isPresent();
    }

    /// A node that is frozen in mid-transaction holds what others must wait for.
    @Test
    void isRefusedForTheMomentWhileAnotherHoldsItsKey() throws Exception {
        var key = UUID.randomUUID().toString();
        var number = number(post(port, key, "water.leak"));

        transaction.executeWithoutResult(status -> {
            db.sql("delete from channels_inbox where number = ?").param(number).update();
            try {
                var refused = post(port, key, "water.leak");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(number(post(port, UUID.randomUUID().toString(), "water.leak")))
                        .isNotEqualTo(number);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            status.setRollbackOnly();
        });

        assertThat(number(post(port, key, "water.leak"))).isEqualTo(number);
    }

    /// Another node answers until it is killed in the midst of it; whoever got no answer, and some who did, send again.
    @Test
    void areEachOpenedOnceByTheNumberThatWasToldThoughTheNodeThatToldItIsKilled() throws Exception {
        opening.stop();
        var told = new ConcurrentHashMap<String, Set<String>>();
        var keys = IntStream.range(0, 400)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        var other = FreePorts.one();
        var node = node(other);
        try {
            within(
                    SOON.multipliedBy(4),
                    () -> assertThat(send(other, keys.getFirst(), told)).isTrue());
            sendAll(other, keys, told, () -> {
                if (told.size() >= 60) {
                    node.destroyForcibly();
                }
            });
            node.waitFor();
        } finally {
            node.destroyForcibly();
        }
        assertThat(told).hasSizeLessThan(keys.size());
        assertThat(db.sql("select count(*) from channels_inbox where number is not null and state = 'stored'")
                        .query(Integer.class)
                        .single())
                .as("accepted and not opened")
                .isPositive();

        sendAll(port, keys, told, () -> {});
        opening.start();

        assertThat(told)
                .hasSize(keys.size())
                .allSatisfy((_, numbers) -> assertThat(numbers).hasSize(1));
        var numbers = told.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(numbers).hasSize(keys.size());
        within(
                SOON.multipliedBy(2),
                () -> assertThat(db.sql("select count(*) from ticket where number in (:numbers)")
                                .param("numbers", numbers)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(keys.size()));
        var opened = within(SOON, () -> {
            var events = events(TicketOpened.class).stream()
                    .filter(event -> numbers.contains(event.number()))
                    .toList();
            assertThat(events).hasSizeGreaterThanOrEqualTo(keys.size());
            return events;
        });
        assertThat(opened).hasSize(keys.size());
        var contacts = opened.stream().map(TicketOpened::contact).collect(Collectors.toSet());
        within(
                SOON,
                () -> assertThat(events(ContactQueued.class).stream()
                                .filter(queued -> contacts.contains(queued.contact())))
                        .hasSize(keys.size()));
    }

    /// Each key by two at the same time.
    private static void sendAll(int port, List<String> keys, Map<String, Set<String>> told, Runnable between)
            throws Exception {
        try (var pool = Executors.newFixedThreadPool(SENDERS)) {
            var sending = new ArrayList<Future<?>>();
            for (var key : keys) {
                for (int twice = 0; twice < 2; twice++) {
                    sending.add(pool.submit(() -> {
                        between.run();
                        return send(port, key, told);
                    }));
                }
            }
            for (var sent : sending) {
                sent.get();
            }
        }
    }

    /// Returns false when nobody answers.
    private static boolean send(int port, String key, Map<String, Set<String>> told) throws InterruptedException {
        try {
            var number = number(post(port, key, "roads.pothole"));
            told.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(number);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Process node(int port) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                SpringApplication.class.getName(),
                "--spring.main.sources=" + ChannelsApplication.class.getName(),
                "--server.port=" + port));
        for (var name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "allo.vault.key",
                "allo.report.api-keys",
                "allo.mail.imap.port",
                "allo.mail.smtp.port")) {
            command.add("--" + name + "=" + settings.getRequiredProperty(name));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/node-of-reports.log"))
                .start();
    }

    private List<String> listed(String filter) throws Exception {
        return get("requests.json?page_size=200&" + filter)
                .valueStream()
                .map(request -> request.get("service_request_id").asString())
                .toList();
    }

    private JsonNode get(String path) throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/open311/v2/" + path))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(int port, String key, String service)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/open311/v2/requests.json"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString("api_key=" + API_KEY + "&service_code=" + service
                                + "&lat=43.7034&long=7.2663&description=" + key))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String number(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get(0).get("service_request_id").asString();
    }
}
