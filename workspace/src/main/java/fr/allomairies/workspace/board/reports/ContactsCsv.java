package fr.allomairies.workspace.board.reports;

import fr.allomairies.channels.Intake;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecord.Leg;
import fr.allomairies.workspace.board.measures.Csv;
import fr.allomairies.workspace.board.measures.Interval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One line for each contact of a period. Times are those of the city with their offset, durations are seconds.
@Component
class ContactsCsv {

    static final String HEADER =
            "contact,channel,external_id,arrived,queued,answered,agent,ended,outcome,wait_s,talk_s,hold_s,wrap_s,ticket,acknowledged,overflows";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    private final Reports reports;
    private final Intake intake;
    private final Telephony telephony;
    private final Ticketing ticketing;

    ContactsCsv(Reports reports, Intake intake, Telephony telephony, Ticketing ticketing) {
        this.reports = reports;
        this.intake = intake;
        this.telephony = telephony;
        this.ticketing = ticketing;
    }

    void write(Interval interval, Appendable out) throws IOException {
        var window = reports.window(interval);
        var externalIds = externalIds(interval);
        out.append(HEADER).append("\r\n");
        for (var record : window.contacts().toList()) {
            out.append(line(record, externalIds.getOrDefault(record.contact(), ""), number(record, window)))
                    .append("\r\n");
        }
    }

    /// A message was received before its contact was queued, perhaps the day before.
    private Map<ContactId, String> externalIds(Interval interval) {
        var ids = new HashMap<ContactId, String>();
        for (var received : intake.received(interval.from().minus(Duration.ofDays(1)), interval.to())) {
            received.contact().ifPresent(contact -> ids.putIfAbsent(contact, received.externalId()));
        }
        ids.putAll(telephony.traces(interval.from().minus(Duration.ofDays(1)), interval.to()));
        return ids;
    }

    private String number(ContactRecord record, LogWindow window) {
        var entry = record.entry();
        return entry == null ? "" : window.number(entry.ticket()).orElseGet(() -> number(entry.ticket()));
    }

    private String number(TicketId ticket) {
        return ticketing.ticket(ticket).map(view -> view.summary().number()).orElse(ticket.toString());
    }

    private static String line(ContactRecord record, String externalId, String number) {
        return Stream.of(
                        record.contact().toString(),
                        record.channel().value(),
                        externalId,
                        time(record.arrived()),
                        time(record.queued().orElse(null)),
                        time(record.answered().orElse(null)),
                        agents(record.legs()),
                        time(record.ended()),
                        record.outcome() == null ? "" : record.outcome().name(),
                        record.waited().map(ContactsCsv::seconds).orElse(""),
                        sum(record.legs().stream().map(Leg::talk).toList()),
                        sum(record.legs().stream().map(Leg::held).toList()),
                        sum(record.legs().stream().map(Leg::wrapUp).toList()),
                        number,
                        time(record.acknowledged()),
                        overflows(record))
                .map(Csv::cell)
                .collect(Collectors.joining(","));
    }

    /// Several when it was passed on, in their order.
    private static String agents(List<Leg> legs) {
        return legs.stream()
                .map(Leg::agent)
                .filter(Objects::nonNull)
                .map(AgentId::value)
                .collect(Collectors.joining(" "));
    }

    /// As `calls>voicemail`, in their order.
    private static String overflows(ContactRecord record) {
        return record.overflows().stream()
                .map(way -> Objects.requireNonNullElse(way.from(), "") + ">" + way.to())
                .collect(Collectors.joining(" "));
    }

    private static String sum(List<Duration> durations) {
        return durations.isEmpty() ? "" : seconds(durations.stream().reduce(Duration.ZERO, Duration::plus));
    }

    private static String seconds(Duration duration) {
        return "%d.%03d".formatted(duration.toSeconds(), duration.toMillisPart());
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(ZonedDateTime.ofInstant(at, Interval.CITY));
    }
}
