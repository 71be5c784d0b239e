package fr.allomairies.workspace.board.staffing;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.BoardSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a supervisor asks for, as typed and as understood.
///
/// @param date absent when what was typed is none
/// @param handleTime and `patience` as typed, in place of what the history says
record Question(
        @Nullable LocalDate date,
        ChannelKind channel,
        Numbers numbers,
        Aim aim,
        @Nullable Duration handleTime,
        @Nullable Duration patience) {

    static final List<ChannelKind> CHANNELS =
            List.of(ChannelKind.VOICE, ChannelKind.CHAT, ChannelKind.EMAIL, ChannelKind.REPORT);

    private static final double LONGEST = 24 * 3600;

    /// By the limits that routing has unless the city chose others, see docs/routing.md.
    private static final Map<ChannelKind, Integer> AT_ONCE =
            Map.of(ChannelKind.CHAT, 3, ChannelKind.EMAIL, 2, ChannelKind.REPORT, 2);

    static Question of(Map<String, String> typed, LocalDate tomorrow, BoardSettings settings) {
        var channel = channel(typed.getOrDefault("channel", ""));
        var numbers = new Numbers(typed, defaults(channel, settings));
        return new Question(
                date(typed.get("date"), tomorrow),
                channel,
                numbers,
                Aim.of(numbers, settings.shortAbandon()),
                duration(numbers, "handle"),
                duration(numbers, "patience"));
    }

    boolean isUnderstood() {
        return date != null && numbers.areRight();
    }

    private static ChannelKind channel(String code) {
        return CHANNELS.stream()
                .filter(channel -> channel.value().equals(code))
                .findFirst()
                .orElse(ChannelKind.VOICE);
    }

    private static @Nullable LocalDate date(@Nullable String typed, LocalDate tomorrow) {
        try {
            return typed == null ? tomorrow : LocalDate.parse(typed);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Duration duration(Numbers numbers, String field) {
        return numbers.optional(field, 1, LONGEST).map(Aim::seconds).orElse(null);
    }

    private static Map<String, String> defaults(ChannelKind channel, BoardSettings settings) {
        var defaults = new TreeMap<String, String>();
        defaults.put("level", String.valueOf(Math.round(100 * settings.serviceLevelTarget())));
        defaults.put(
                "within",
                String.valueOf(settings.parameters().answerWithin(channel).toSeconds()));
        defaults.put("occupancy", "100");
        defaults.put("shrinkage", "30");
        defaults.put("atOnce", String.valueOf(AT_ONCE.getOrDefault(channel, 1)));
        return defaults;
    }
}
