package fr.allomairies.telephony.call;

import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.Appointments.Window;
import fr.allomairies.voiceassistant.OpeningHours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// When a window begins and ends, and why it cannot be agreed.
public final class AppointmentTimes {

    private static final Refusal PAST = new Refusal("appointment-past", "the window has begun, or is over");
    private static final Refusal FAR = new Refusal("appointment-far", "the window is too far ahead");
    private static final Refusal LENGTH =
            new Refusal("appointment-window", "a window lasts from half an hour to four hours");
    private static final Refusal CLOSED = new Refusal("appointment-closed", "nobody answers for all of the window");
    private static final Refusal NONE =
            new Refusal("appointment-no-such-time", "the clock leaves this time out on that day");

    private AppointmentTimes() {}

    public static Optional<Refusal> refusal(Window window, Instant now, ZoneId zone, OpeningHours hours) {
        var lasts = window.lasts();
        if (lasts.compareTo(Appointments.SHORTEST) < 0 || lasts.compareTo(Appointments.LONGEST) > 0) {
            return Optional.of(LENGTH);
        }
        if (zone.getRules().getValidOffsets(local(window)).isEmpty()) {
            return Optional.of(NONE);
        }
        var from = from(window, zone);
        if (!from.isAfter(now)) {
            return Optional.of(PAST);
        }
        if (from.isAfter(now.plus(Appointments.FARTHEST))) {
            return Optional.of(FAR);
        }
        var until = until(window, zone);
        return hours.open(from)
                        && hours.change(from).map(end -> !end.isBefore(until)).orElse(true)
                ? Optional.empty()
                : Optional.of(CLOSED);
    }

    public static Instant from(Window window, ZoneId zone) {
        return local(window).atZone(zone).toInstant();
    }

    /// So much later in real time, whatever the clock does meanwhile.
    public static Instant until(Window window, ZoneId zone) {
        return from(window, zone).plus(window.lasts());
    }

    private static LocalDateTime local(Window window) {
        return window.day().atTime(window.from());
    }
}
