package fr.allomairies.telephony.flow;

import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Says by recorded prompts when people answer: today, and on the next day on which they do.
final class SpokenHours {

    /// A name of a day means no later one.
    private static final int DAYS_AHEAD = 6;

    /// Between those minutes it is told so that nobody calls in vain.
    private static final int MINUTES = 5;

    private SpokenHours() {}

    static List<String> of(OpeningHours hours, Instant now) {
        var today = hours.day(now);
        var prompts = new ArrayList<String>();
        var spans = hours.on(today);
        prompts.add(spans.isEmpty() ? "hours-not-today" : "hours-today");
        prompts.addAll(spoken(spans));
        Stream.iterate(today.plusDays(1), day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .filter(day -> !hours.on(day).isEmpty())
                .findFirst()
                .ifPresent(day -> {
                    prompts.add(name(day, today));
                    prompts.addAll(spoken(hours.on(day)));
                });
        return prompts;
    }

    private static String name(LocalDate day, LocalDate today) {
        return day.equals(today.plusDays(1))
                ? "hours-tomorrow"
                : "hours-day-" + day.getDayOfWeek().getValue();
    }

    private static List<String> spoken(List<Span> spans) {
        var prompts = new ArrayList<String>();
        for (var span : spans) {
            if (!prompts.isEmpty()) {
                prompts.add("hours-and");
            }
            if (span.from().equals(LocalTime.MIDNIGHT) && span.until().equals(LocalTime.MIDNIGHT)) {
                prompts.add("hours-all-day");
            } else {
                prompts.add("hours-from");
                add(prompts, span.from().plusMinutes((MINUTES - span.from().getMinute() % MINUTES) % MINUTES));
                prompts.add("hours-to");
                add(prompts, span.until().minusMinutes(span.until().getMinute() % MINUTES));
            }
        }
        return prompts;
    }

    private static void add(List<String> prompts, LocalTime time) {
        prompts.add("hour-" + time.getHour());
        if (time.getMinute() != 0) {
            prompts.add("minute-" + time.getMinute());
        }
    }
}
