package fr.allomairies.bench.day;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was asked for on the command line, and where the running system is.
///
/// @param home data folder of the running system, which holds its first accounts and its keys
record DayOptions(long seed, int contacts, Duration in, int agents, Path home, int portOffset, String host) {

    static final String USAGE = """
            Usage: ./allo day [--contacts N] [--in 5m] [--agents N] [--seed N]

              --contacts N   how many citizens turn to the city (default 1000)
              --in TIME      in how long, such as 90s or 5m (default 5m)
              --agents N     how many téléconseillers answer (default 24)
              --seed N       the same number gives the same day (default 1)
            """;

    private static final List<String> KNOWN = List.of("--seed", "--contacts", "--in", "--agents");

    DayOptions {
        check(contacts >= 1 && contacts <= 10_000, "--contacts is 1 to 10000");
        check(agents >= 1 && agents <= 500, "--agents is 1 to 500");
        check(in.toSeconds() >= 5, "--in is at least 5s");
    }

    static DayOptions parse(String[] args, Map<String, String> environment) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            check(KNOWN.contains(args[i]), "unknown option " + args[i]);
            check(i + 1 < args.length, args[i] + " wants a value");
            given.put(args[i], args[i + 1]);
        }
        return new DayOptions(
                number(given, "--seed", 1),
                (int) number(given, "--contacts", 1000),
                duration(given.getOrDefault("--in", "5m")),
                (int) number(given, "--agents", 24),
                Path.of(environment.getOrDefault("ALLO_HOME", defaultHome(environment))),
                Integer.parseInt(environment.getOrDefault("ALLO_PORT_OFFSET", "0")),
                "127.0.0.1");
    }

    URI web() {
        return URI.create("http://" + host + ':' + port(8080));
    }

    int port(int standard) {
        return standard + portOffset;
    }

    private static String defaultHome(Map<String, String> environment) {
        if (System.getProperty("user.name", "").equals("root")) {
            return "/var/lib/allo-mairies";
        }
        var data = environment.getOrDefault("XDG_DATA_HOME", environment.getOrDefault("HOME", ".") + "/.local/share");
        return data + "/allo-mairies";
    }

    private static long number(Map<String, String> given, String option, long otherwise) {
        try {
            return Long.parseLong(given.getOrDefault(option, String.valueOf(otherwise)));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(option + " wants a whole number, was: " + given.get(option));
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("--in wants a time such as 90s or 5m, was: " + text);
        }
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
