package fr.allomairies.bench.day;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// The téléconseillers of the day: accounts made by the administrator, phones registered, skills as a city has them.
final class Staff implements AutoCloseable {

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

    private final Phones phones;
    private final List<SimulatedAgent> agents = new ArrayList<>();

    private Staff(Phones phones) {
        this.phones = phones;
    }

    static Staff hire(City city, DayOptions options, SimulatedAgent.Counters counters)
            throws IOException, InterruptedException {
        var staff = new Staff(new Phones(city.sipp(), city.sipLine(), options.portOffset()));
        var random = new Random(options.seed());
        var lines = new ArrayList<Phones.Line>();
        for (int nth = 1; nth <= options.agents(); nth++) {
            var login = "jour-%02d".formatted(nth);
            var password = UUID.randomUUID().toString();
            account(city, login, password, skills(random, nth));
            var agent = new SimulatedAgent(options.web(), login, password, options.seed() * 1000 + nth, counters);
            lines.add(agent.phone());
            staff.agents.add(agent);
        }
        staff.phones.register(lines);
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

    @Override
    public void close() {
        phones.close();
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
