package fr.allomairies.routing.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times such as `1h30m` and rates such as `0.05`, read and written.
final class Units {

    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,4})(?:[.](\\d{1,2}))?");
    private static final int[] SECONDS = {86_400, 3_600, 60, 1};
    private static final String LETTERS = "dhms";

    private Units() {}

    static Optional<Duration> time(String text) {
        var units = TIME.matcher(text);
        return text.isEmpty() || !units.matches() ? Optional.empty() : Optional.of(time(units));
    }

    static String text(Duration time) {
        var text = new StringBuilder();
        var rest = time.toSeconds();
        for (var unit = 0; unit < SECONDS.length; unit++) {
            if (rest >= SECONDS[unit]) {
                text.append(rest / SECONDS[unit]).append(LETTERS.charAt(unit));
                rest %= SECONDS[unit];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /// In hundredths.
    static Optional<Integer> rate(String text) {
        var rate = RATE.matcher(text);
        return rate.matches() ? Optional.of(rate(rate)) : Optional.empty();
    }

    static String rate(int hundredths) {
        var cents = hundredths % 100;
        var fraction = cents % 10 == 0 ? String.valueOf(cents / 10) : "%02d".formatted(cents);
        return hundredths / 100 + (cents == 0 ? "" : "." + fraction);
    }

    private static Duration time(Matcher units) {
        var sum = 0L;
        for (var unit = 0; unit < SECONDS.length; unit++) {
            var number = units.group(unit + 1);
            sum += number == null ? 0 : Long.parseLong(number) * SECONDS[unit];
        }
        return Duration.ofSeconds(sum);
    }

    private static int rate(Matcher rate) {
        var fraction = rate.group(2) == null ? "0" : rate.group(2);
        return Integer.parseInt(rate.group(1)) * 100 + Integer.parseInt(fraction) * (fraction.length() == 1 ? 10 : 1);
    }
}
