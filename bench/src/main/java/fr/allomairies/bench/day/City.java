package fr.allomairies.bench.day;

import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The running system as the day meets it: its addresses, its first accounts, its own account of what came in.
///
/// @param passwords by login, from the file that the first start wrote
/// @param sipp callers and phones
record City(
        DayOptions options, Map<String, String> passwords, HttpSession supervisor, HttpSession administrator, Sipp sipp)
        implements AutoCloseable {

    static City find(DayOptions options) throws IOException, InterruptedException {
        return find(options, options.port(5060));
    }

    static City find(DayOptions options, int sipPort) throws IOException, InterruptedException {
        try {
            var passwords = passwords(options.home());
            return new City(
                    options,
                    passwords,
                    signIn(options, passwords, "superviseur"),
                    signIn(options, passwords, "admin"),
                    Sipp.against(sipPort));
        } catch (ConnectException _) {
            throw new IOException(
                    "nothing answers at " + options.web() + ": start the system with ./allo run, then play the day");
        }
    }

    String mailbox() {
        return "mairie@allo.test";
    }

    String cityNumber() {
        return "3906";
    }

    String secret(String name) throws IOException {
        return Files.readString(options.home().resolve("secrets").resolve(name)).strip();
    }

    List<Recorded> recordedSince(Instant began) throws IOException, InterruptedException {
        var answer = supervisor.get("/api/reports/contacts.csv" + since(began));
        if (answer.statusCode() != 200) {
            throw new IOException("the list of contacts answered " + answer.statusCode());
        }
        return Recorded.parse(answer.body());
    }

    JsonNode figuresSince(Instant began) throws IOException, InterruptedException {
        return supervisor.json("/api/reports/figures" + since(began));
    }

    @Override
    public void close() {
        sipp.close();
    }

    private static String since(Instant began) {
        var to = Instant.now().plus(Duration.ofMinutes(1));
        return "?from=" + encode(began.toString()) + "&to=" + encode(to.toString());
    }

    private static HttpSession signIn(DayOptions options, Map<String, String> passwords, String login)
            throws IOException, InterruptedException {
        var password = passwords.get(login);
        if (password == null) {
            throw new IOException("the first password of " + login + " is not in " + firstAccounts(options.home())
                    + " any more: the day is played on an installation whose first accounts still stand");
        }
        return HttpSession.signIn(options.web(), login, password);
    }

    private static Map<String, String> passwords(Path home) throws IOException {
        var file = firstAccounts(home);
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read: is the system running, and is ALLO_HOME its data folder?");
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3)
                .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));
    }

    private static Path firstAccounts(Path home) {
        return home.resolve("first-accounts.txt");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
