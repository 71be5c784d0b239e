package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecord.Assisted;
import fr.allomairies.workspace.board.measures.ContactRecord.Entry;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.TicketRecord;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// By what contacts are told apart. A key is a code, and empty where nothing is known.
public enum Dimension {
    CHANNEL(record -> List.of(record.channel().value())),
    CATEGORY(record -> List.of(ofEntry(record, entry -> entry.category().value()))),
    COMMUNE(record -> List.of(ofEntry(record, entry -> entry.commune() == null ? "" : entry.commune()))),
    /// Only who had a part in it.
    AGENT(record -> record.agents().stream().map(AgentId::value).toList()),
    /// Day of the week, 1 for Monday, and hour, as `1-09`.
    HOUR_OF_WEEK(record -> List.of(hourOfWeek(record))),
    /// Of who spoke to the assistant alone, like the next two.
    ASSISTANT_CHANNEL(record -> ofAssisted(record, _ -> record.channel().value())),
    /// As the assistant took it.
    ASSISTANT_CATEGORY(record -> ofAssisted(
            record, part -> part.category() == null ? "" : part.category().value())),
    /// How its part ended, empty where that is not told.
    ASSISTANT_END(record ->
            ofAssisted(record, part -> part.how() == null ? "" : part.how().name()));

    private final Function<ContactRecord, List<String>> keys;

    Dimension(Function<ContactRecord, List<String>> keys) {
        this.keys = keys;
    }

    List<String> keys(ContactRecord record) {
        return keys.apply(record);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Dimension> of(String code) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.code().equals(code))
                .findFirst();
    }

    static String service(TicketRecord ticket) {
        return Optional.ofNullable(ticket.service()).map(ServiceCode::value).orElse("");
    }

    static String commune(TicketRecord ticket) {
        return Optional.ofNullable(ticket.commune()).orElse("");
    }

    static String hour(int weekday, int hour) {
        return "%d-%02d".formatted(weekday, hour);
    }

    private static String hourOfWeek(ContactRecord record) {
        var at = ZonedDateTime.ofInstant(record.countedAt(), Interval.CITY);
        return hour(at.getDayOfWeek().getValue(), at.getHour());
    }

    private static List<String> ofAssisted(ContactRecord record, Function<Assisted, String> key) {
        return record.assisted() == null ? List.of() : List.of(key.apply(record.assisted()));
    }

    private static String ofEntry(ContactRecord record, Function<Entry, @Nullable String> key) {
        var entry = record.entry();
        var value = entry == null ? null : key.apply(entry);
        return value == null ? "" : value;
    }
}
