package fr.allomairies.bench.day;

import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// The téléconseillers of the day: accounts made by the administrator, phones registered, skills as a city has them.
final class Staff {

    private static final List<String> SKILLS = List.of(
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

    private static final Sipp.Manner PICKS_UP = new Sipp.Manner.Answers(Duration.ofMillis(400), Duration.ofHours(1));

    private final List<SimulatedAgent> agents = new ArrayList<>();

    static Staff hire(City city, DayOptions options, SimulatedAgent.Counters counters)
            throws IOException, InterruptedException {
        var staff = new Staff();
        var random = new Random(options.seed());
        var lines = new ArrayList<Sipp.Account>();
        for (int nth = 1; nth <= options.agents(); nth++) {
            var login = "jour-%02d".formatted(nth);
            var password = UUID.randomUUID().toString();
            account(city, login, password, skills(random, nth));
            var agent = new SimulatedAgent(options.web(), login, password, options.seed() * 1000 + nth, counters);
            lines.add(agent.phone());
            staff.agents.add(agent);
        }
        city.sipp().phones(lines, PICKS_UP);
        for (var agent : staff.agents) {
            agent.start();
        }
        return staff;
    }

    void goHome() throws IOException, InterruptedException {
        for (var agent : agents) {
            agent.stop();
        }
    }

    List<String> troubles() {
        return agents.stream()
                .map(SimulatedAgent::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .distinct()
                .toList();
    }

    private static void account(City city, String login, String password, List<Map<String, Object>> skills)
            throws IOException, InterruptedException {
        var answer = city.administrator()
                .put(
                        "/api/administration/agents",
                        Map.of(
                                "login",
                                login,
                                "name",
                                "Journée " + login,
                                "password",
                                password,
                                "role",
                                "AGENT",
                                "skills",
                                skills));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the account " + login + " was refused: " + answer.body());
        }
    }

    /// Every third knows everything; the others know about two thirds of it.
    private static List<Map<String, Object>> skills(Random random, int nth) {
        return SKILLS.stream()
                .filter(_ -> nth % 3 == 0 || random.nextInt(3) > 0)
                .map(skill -> Map.<String, Object>of("skill", skill, "level", 1 + random.nextInt(5)))
                .toList();
    }
}
