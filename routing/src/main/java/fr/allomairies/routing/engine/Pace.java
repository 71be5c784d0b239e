package fr.allomairies.routing.engine;

import java.time.Duration;
import java.time.Instant;

/// How the score of one contact grows: in pieces that are straight lines, so that between two turning points the order
/// of two contacts on lines of the same slope never changes. Scores are exact: hundredths of microseconds.
///
/// @param queued like all times here in microseconds since [#ORIGIN]
/// @param calm when waiting has brought all that it can
/// @param urgent when the contact begins to be urgent; [Long#MAX_VALUE] when it is never due
/// @param due when urgency has brought all that it can
record Pace(long queued, long slope, long priority, long cap, long urgency, long calm, long urgent, long due) {

    static final long MINUTE = Duration.ofMinutes(1).toNanos() / 10;
    private static final Instant ORIGIN = Instant.parse("2020-01-01T00:00:00Z");

    static Pace of(Request request, PriorityClass rule) {
        var queued = micros(request.queuedAt());
        var cap = rule.cap() * MINUTE;
        var urgent = urgent(request, rule);
        return new Pace(
                queued,
                rule.slope(),
                priority(rule),
                cap,
                rule.urgency(),
                rule.slope() == 0 ? queued : queued + Math.ceilDiv(cap, rule.slope()),
                urgent,
                urgent == Long.MAX_VALUE ? urgent : urgent + micros(rule.urgentWithin()));
    }

    private static long urgent(Request request, PriorityClass rule) {
        return request.dueAt() == null || rule.urgency() == 0
                ? Long.MAX_VALUE
                : micros(request.dueAt().minus(rule.urgentWithin()));
    }

    static long micros(Instant at) {
        return Math.multiplyExact(at.getEpochSecond() - ORIGIN.getEpochSecond(), 1_000_000L) + at.getNano() / 1000;
    }

    /// Since [#ORIGIN], for the exact order of times that have come: for 292 years from there.
    static long nanos(Instant at) {
        return Math.multiplyExact(at.getEpochSecond() - ORIGIN.getEpochSecond(), 1_000_000_000L) + at.getNano();
    }

    static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    static long priority(PriorityClass rule) {
        return rule.priority() * MINUTE;
    }

    /// What so much waiting brings.
    static long waiting(PriorityClass rule, long waited) {
        return Math.min(rule.cap() * MINUTE, rule.slope() * Math.max(0, waited));
    }

    long score(long at) {
        return priority + waiting(at) + urgency * Math.clamp(at - urgent, 0, due - urgent);
    }

    private long waiting(long at) {
        return Math.min(cap, slope * Math.max(0, at - queued));
    }

    long slopeAt(long at) {
        return (at < calm ? slope : 0) + (at >= urgent && at < due ? urgency : 0);
    }

    /// The next time at which the line bends; [Long#MAX_VALUE] when it never does again.
    long nextBend(long after) {
        return Math.min(ifAfter(after, calm), Math.min(ifAfter(after, urgent), ifAfter(after, due)));
    }

    private static long ifAfter(long after, long time) {
        return time > after ? time : Long.MAX_VALUE;
    }
}
