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
            Hiring.account(city.administrator(), login, password, skills(random, nth));
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

    /// Every third knows everything; the others know about two thirds of it.
    private static List<Map<String, Object>> skills(Random random, int nth) {
        return Hiring.SKILLS.stream()
                .filter(_ -> nth % 3 == 0 || random.nextInt(3) > 0)
                .map(skill -> Map.<String, Object>of("skill", skill, "level", 1 + random.nextInt(5)))
                .toList();
    }
}
