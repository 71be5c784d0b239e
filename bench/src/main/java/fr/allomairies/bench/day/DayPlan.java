package fr.allomairies.bench.day;

import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.bench.day.PlannedContact.Chat;
import fr.allomairies.bench.day.PlannedContact.Mail;
import fr.allomairies.bench.day.PlannedContact.MailKind;
import fr.allomairies.bench.day.PlannedContact.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Who turns to the city on a day, and when. The same seed gives the same day.
///
/// About 60 % calls, 20 % mails, 15 % reports, 5 % chats. Arrivals follow the hours of a hotline open from 8 to 18:
/// a peak in the morning, a hollow at noon, a second and lower peak. Durations of people are compressed less than the
/// day is: a talk of three minutes becomes a few seconds, or nobody could press a key in time.
record DayPlan(Duration length, List<PlannedContact> contacts) {

    /// Share of the day's contacts that arrive in each hour from 8 to 18, in thousandths.
    private static final int[] HOURS = {70, 130, 150, 125, 70, 65, 110, 120, 100, 60};

    private static final String MENU_KEYS = "1234560";
    /// Mails of the first part of the day can be replied to, sent twice or bounced in the rest of it.
    private static final double EARLY = 0.6;

    List<Call> calls() {
        return contacts.stream()
                .filter(Call.class::isInstance)
                .map(Call.class::cast)
                .toList();
    }

    static DayPlan of(long seed, int count, Duration length) {
        var random = new Random(seed);
        var contacts = new ArrayList<PlannedContact>(count);
        var answerable = new ArrayList<Integer>();
        var arrivals = arrivals(random, count, length);
        for (int nth = 0; nth < count; nth++) {
            contacts.add(contact(random, nth, arrivals.get(nth), length, answerable));
        }
        return new DayPlan(length, List.copyOf(contacts));
    }

    private static List<Duration> arrivals(Random random, int count, Duration length) {
        var arrivals = new ArrayList<Duration>(count);
        for (int i = 0; i < count; i++) {
            var part = (hour(random) + random.nextDouble()) / HOURS.length;
            arrivals.add(Duration.ofMillis((long) (part * length.toMillis())));
        }
        arrivals.sort(Comparator.naturalOrder());
        return arrivals;
    }

    private static int hour(Random random) {
        var drawn = random.nextInt(1000);
        for (int hour = 0; hour < HOURS.length; hour++) {
            drawn -= HOURS[hour];
            if (drawn < 0) {
                return hour;
            }
        }
        return HOURS.length - 1;
    }

    private static PlannedContact contact(
            Random random, int nth, Duration at, Duration length, List<Integer> answerable) {
        var kind = random.nextInt(100);
        if (kind < 60) {
            return call(random, nth, at);
        }
        if (kind < 80) {
            return mail(random, nth, at, length, answerable);
        }
        if (kind < 95) {
            return new Report(at, nth, random.nextInt(3) == 0);
        }
        return new Chat(at, nth, 1 + random.nextInt(4), Duration.ofSeconds(20 + random.nextInt(20)));
    }

    private static Call call(Random random, int nth, Duration at) {
        var key = MENU_KEYS.charAt(random.nextInt(MENU_KEYS.length()));
        var temper = random.nextInt(100);
        if (temper < 3) {
            return new Call(at, nth, key, Duration.ZERO);
        }
        var patience = temper < 15 ? 3_000 + random.nextInt(9_000) : 60_000 + random.nextInt(60_000);
        return new Call(at, nth, key, Duration.ofMillis(patience));
    }

    private static Mail mail(Random random, int nth, Duration at, Duration length, List<Integer> answerable) {
        var late = at.toMillis() > length.toMillis() * EARLY;
        var drawn = random.nextInt(100);
        if (late && !answerable.isEmpty() && drawn < 60) {
            var about = answerable.remove(random.nextInt(answerable.size()));
            return new Mail(at, nth, drawn < 25 ? MailKind.REPLY : laterKind(drawn), about);
        }
        if (!late) {
            answerable.add(nth);
        }
        return new Mail(at, nth, MailKind.NEW, nth);
    }

    private static MailKind laterKind(int drawn) {
        if (drawn < 40) {
            return MailKind.DUPLICATE;
        }
        return drawn < 50 ? MailKind.BOUNCE : MailKind.AUTOMATIC_REPLY;
    }
}
