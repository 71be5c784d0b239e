package fr.allomairies.channels.chat;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The chat of the city's sites.
///
/// @param allowedOrigins sites that may show the widget, such as `https://www.nice.fr`; `*` for any. No cookie is
///     involved: who holds a conversation's token may speak in it
/// @param longestMessage characters of one message
/// @param messagesPerMinute more from one conversation are refused until the minute is over
/// @param conversationsPerMinute more from one address are refused until the minute is over
/// @param largestFile of one photo or document, 1 to 20 MB
/// @param filesPerHour more from one conversation are refused until the hour is over
/// @param away how long no window may be open before the citizen counts as having left
/// @param assistant whether the assistant answers first, until it hands over; in French alone
/// @param callbackWhenClosed whether who would be handed over outside the hours is asked how he wants to go on, too
@ConfigurationProperties("allo.chat")
public record ChatSettings(
        @DefaultValue("*") List<String> allowedOrigins,
        @DefaultValue("4000") int longestMessage,
        @DefaultValue("30") int messagesPerMinute,
        @DefaultValue("60") int conversationsPerMinute,
        @DefaultValue("12MB") DataSize largestFile,
        @DefaultValue("20") int filesPerHour,
        @DefaultValue("5m") Duration away,
        @DefaultValue("false") boolean assistant,
        @DefaultValue("false") boolean callbackWhenClosed) {

    public ChatSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (longestMessage < 100 || longestMessage > 20_000) {
            throw new IllegalArgumentException("allo.chat.longest-message is 100 to 20000, was: " + longestMessage);
        }
        if (largestFile.toMegabytes() < 1 || largestFile.toMegabytes() > 20 || filesPerHour < 1) {
            throw new IllegalArgumentException("allo.chat.largest-file is 1MB to 20MB and files-per-hour at least 1");
        }
        if (messagesPerMinute < 1 || conversationsPerMinute < 1) {
            throw new IllegalArgumentException("limits of allo.chat are at least 1 a minute");
        }
        if (away.compareTo(Duration.ofSeconds(30)) < 0) {
            throw new IllegalArgumentException("allo.chat.away is at least 30s, longer than a reload, was: " + away);
        }
    }
}
