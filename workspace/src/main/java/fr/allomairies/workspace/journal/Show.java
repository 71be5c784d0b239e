package fr.allomairies.workspace.journal;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.journal.Journal.Detail;
import fr.allomairies.workspace.journal.Journal.Line;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/// A line of the journal in words.
public record Show(AgentDirectory directory, MessageSource messages, Locale locale) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*Z");
    private static final Set<String> PEOPLE = Set.of("account", "agent", "to");

    public String time(Instant at) {
        return FORMAT.format(at.atZone(Interval.CITY));
    }

    public String name(@Nullable AgentId who) {
        return who == null ? say("journal.itself") : directory.nameOf(who);
    }

    public String kind(Line line) {
        return say("journal.kind." + line.kind(), line.kind());
    }

    public String details(Line line) {
        return line.details().stream().map(this::detail).collect(Collectors.joining(" · "));
    }

    List<String> cells(Line line) {
        return List.of(time(line.at()), name(line.by()), kind(line), details(line));
    }

    private String detail(Detail detail) {
        return say("journal.field." + detail.name(), detail.name()) + " " + value(detail.name(), detail.value());
    }

    /// Codes that have words are said by them, and everything else as it is.
    private String value(String name, String value) {
        if (PEOPLE.contains(name) && isLogin(value)) {
            return directory.nameOf(new AgentId(value));
        }
        if (INSTANT.matcher(value).matches()) {
            return time(value);
        }
        return say("journal.value." + value, value);
    }

    private static boolean isLogin(String value) {
        return value.matches("[a-z0-9][a-z0-9.-]{0,39}");
    }

    private String time(String value) {
        try {
            return time(Instant.parse(value));
        } catch (DateTimeException _) {
            return value;
        }
    }

    /// @param otherwise what no text says
    private String say(String key, String otherwise) {
        return Objects.requireNonNull(messages.getMessage(key, null, otherwise, locale));
    }

    private String say(String key) {
        return messages.getMessage(key, null, locale);
    }
}
