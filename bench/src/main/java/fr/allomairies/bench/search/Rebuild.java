package fr.allomairies.bench.search;

import fr.allomairies.bench.day.HttpSession;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Has the running product make its index anew, and says how it goes: address of the product, its data folder.
public final class Rebuild {

    private static final String SEARCH = "/api/administration/search";
    private static final String LOGIN = "admin";
    private static final long LOOK_AGAIN_MS = 500;

    private Rebuild() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(HttpSession.signIn(URI.create(arguments[0]), login(), password(Path.of(arguments[1]))));
        } catch (ConnectException _) {
            stop("rien ne répond à " + arguments[0] + " : lancez d'abord ./allo run");
        } catch (IOException e) {
            stop(String.valueOf(e.getMessage()));
        }
    }

    private static void run(HttpSession administrator) throws IOException, InterruptedException {
        var answer = administrator.post(SEARCH + "/rebuild", Map.of());
        switch (answer.statusCode()) {
            case 202 -> System.out.println("l'index se refait ; la recherche continue avec l'ancien");
            case 409 -> System.out.println("un index se refait déjà");
            case 404 ->
                stop("aucun Elasticsearch n'est branché (allo.search.elasticsearch.url) : PostgreSQL sert la"
                        + " recherche, et son index n'est pas à refaire");
            default -> stop("refusé : " + answer.statusCode());
        }
        var build = administrator.json(SEARCH).path("build");
        while (build.path("state").asString().equals("RUNNING")) {
            print(build);
            Thread.sleep(LOOK_AGAIN_MS);
            build = administrator.json(SEARCH).path("build");
        }
        print(build);
        if (!build.path("state").asString().equals("DONE")) {
            stop("l'index n'a pas pu être refait, l'ancien reste ; le journal du produit dit pourquoi");
        }
        System.out.println("le nouvel index sert la recherche");
    }

    private static void print(JsonNode build) {
        System.out.printf(
                "%d demandes, journal lu jusqu'à %d sur %d%n",
                build.path("tickets").asLong(),
                build.path("position").asLong(),
                build.path("of").asLong());
    }

    private static String login() {
        return Optional.ofNullable(System.getenv("ALLO_ADMIN_LOGIN")).orElse(LOGIN);
    }

    /// Given, or the one made at the first start while it stands.
    private static String password(Path home) throws IOException {
        var given = System.getenv("ALLO_ADMIN_PASSWORD");
        return given == null ? firstPassword(home) : given;
    }

    private static String firstPassword(Path home) throws IOException {
        var file = home.resolve("first-accounts.txt");
        if (Files.isReadable(file)) {
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ", 3);
                if (words.length == 3 && words[0].equals(login())) {
                    return words[1];
                }
            }
        }
        throw new IOException("le premier mot de passe de " + login() + " n'est plus dans " + file
                + " : donnez celui d'un administrateur par ALLO_ADMIN_LOGIN et ALLO_ADMIN_PASSWORD");
    }

    private static void stop(String why) {
        System.err.println("allo : " + why);
        System.exit(1);
    }
}
