package fr.allomairies.bench.day;

import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// How a téléconseiller comes to an account and to a telephone.
public final class Hiring {

    private static final int LOOKS = 40;
    private static final long LOOK_AGAIN_MS = 200;

    public static final List<String> SKILLS = List.of(
            "voirie",
            "eclairage",
            "proprete",
            "espaces-verts",
            "tranquillite",
            "stationnement",
            "etat-civil",
            "education",
            "social",
            "urbanisme",
            "transport",
            "finances",
            "general");

    private Hiring() {}

    public static void account(
            HttpSession administrator, String login, String password, List<Map<String, Object>> skills)
            throws IOException, InterruptedException {
        var account = Map.of(
                "login", login, "name", "Banc " + login, "password", password, "role", "AGENT", "skills", skills);
        var answer = administrator.put("/api/administration/agents", account);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the account " + login + " was refused: " + answer.body());
        }
    }

    /// The SIP phone's line, as the desk shows it. The phones are made within seconds of the account.
    public static Sipp.Account phone(HttpSession agent) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            var sip = agent.json("/api/desk/phone").path("sip");
            if (sip.has("user")) {
                return new Sipp.Account(
                        sip.path("user").asString(), sip.path("password").asString());
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
        throw new IOException("the desk shows no SIP phone: is Asterisk there?");
    }
}
