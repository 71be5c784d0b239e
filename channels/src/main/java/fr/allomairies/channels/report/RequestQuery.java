package fr.allomairies.channels.report;

import fr.allomairies.channels.report.RequestList.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the filters of a list: by GeoReport, without dates the last 90 days, and never a longer span.
final class RequestQuery {

    static final int MOST_IDS = 50;
    private static final Duration LONGEST_SPAN = Duration.ofDays(90);
    private static final int PAGE_SIZE = 50;
    private static final int LARGEST_PAGE = 200;

    private RequestQuery() {}

    static Query of(Map<String, String> parameters, Instant now) throws Fault {
        var end = date(parameters, "end_date");
        var start = date(parameters, "start_date");
        var to = end.orElseGet(
                () -> start.map(from -> earlier(from.plus(LONGEST_SPAN), now)).orElse(now));
        var from = start.orElseGet(() -> to.minus(LONGEST_SPAN));
        if (from.isAfter(to)) {
            throw Fault.badRequest("start_date is after end_date");
        }
        if (Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw Fault.badRequest("start_date and end_date span more than 90 days");
        }
        return new Query(
                from,
                to,
                list(parameters, "service_code"),
                open(parameters),
                number(parameters, "page", 1, 10_000),
                number(parameters, "page_size", PAGE_SIZE, LARGEST_PAGE),
                now);
    }

    static List<String> list(Map<String, String> parameters, String name) {
        return Arrays.stream(parameters.getOrDefault(name, "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<Instant> date(Map<String, String> parameters, String name) throws Fault {
        var written = parameters.get(name);
        if (written == null || written.isBlank()) {
            return Optional.empty();
        }
        try {
            // a plus that travelled unencoded has become a space
            return Optional.of(
                    OffsetDateTime.parse(written.strip().replace(' ', '+')).toInstant());
        } catch (DateTimeParseException _) {
            throw Fault.badRequest(name + " is not a date of W3C such as 2026-01-31T08:00:00+01:00");
        }
    }

    private static @Nullable Boolean open(Map<String, String> parameters) throws Fault {
        var wanted = list(parameters, "status");
        if (wanted.stream().anyMatch(status -> !status.equals("open") && !status.equals("closed"))) {
            throw Fault.badRequest("status is open or closed");
        }
        return wanted.stream().distinct().count() == 1 ? wanted.getFirst().equals("open") : null;
    }

    private static int number(Map<String, String> parameters, String name, int normal, int most) throws Fault {
        var written = parameters.get(name);
        if (written == null || written.isBlank()) {
            return normal;
        }
        if (!written.matches("\\d{1,6}") || Integer.parseInt(written) < 1 || Integer.parseInt(written) > most) {
            throw Fault.badRequest(name + " is a number from 1 to " + most);
        }
        return Integer.parseInt(written);
    }
}
