package fr.allomairies.channels.report;

import fr.allomairies.channels.content.Language;
import fr.allomairies.channels.store.Inbox;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reports as apps see them. Only tickets that an app opened are shown; what a citizen wrote is shown to known
/// apps.
@Component
class Requests {

    private static final ZoneId CITY = ZoneId.of("Europe/Paris");
    private static final LocalTime END_OF_WORK = LocalTime.of(18, 0);

    private final RequestList list;
    private final Inbox inbox;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final Wording wording;
    private final Clock clock;

    Requests(RequestList list, Inbox inbox, Ticketing ticketing, Catalogue catalogue, Wording wording, Clock clock) {
        this.list = list;
        this.inbox = inbox;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.wording = wording;
        this.clock = clock;
    }

    /// @param known whether a known app asks
    Document find(Map<String, String> parameters, boolean known) throws Fault {
        var numbers = RequestQuery.list(parameters, "service_request_id");
        if (numbers.size() > RequestQuery.MOST_IDS) {
            throw Fault.badRequest("service_request_id: at most " + RequestQuery.MOST_IDS);
        }
        return numbered(numbers.isEmpty() ? list.find(RequestQuery.of(parameters, clock.instant())) : numbers, known);
    }

    Document one(String number, boolean known) throws Fault {
        return document(List.of(request(number, known)
                .orElseThrow(() -> Fault.notFound("service_request_id is not the number of a report"))));
    }

    /// What is answered to a new one.
    Document filed(String number, String description) {
        var fields = Document.fields();
        fields.put("service_request_id", number);
        fields.put("service_notice", wording.of("channels.report.notice", Language.of(description)));
        fields.put("account_id", null);
        return document(List.of(fields));
    }

    private Document numbered(List<String> numbers, boolean known) {
        return document(numbers.stream()
                .map(number -> request(number, known))
                .flatMap(Optional::stream)
                .toList());
    }

    /// Until there is a ticket, what was stored.
    private Optional<Map<String, @Nullable Object>> request(String number, boolean known) {
        return report(number)
                .map(ticket -> fields(ticket, known))
                .or(() ->
                        inbox.numbered(number.strip().toUpperCase(Locale.ROOT)).map(stored -> fields(stored, known)));
    }

    private Optional<TicketView> report(String number) {
        return ticketing
                .byNumber(number)
                .filter(ticket -> ticket.summary().channel().equals(ChannelKind.REPORT));
    }

    private static Document document(List<Map<String, @Nullable Object>> requests) {
        return Document.of("service_requests", "request", requests);
    }

    private Map<String, @Nullable Object> fields(TicketView ticket, boolean known) {
        var summary = ticket.summary();
        var place = Optional.ofNullable(ticket.place());
        var fields = Document.fields();
        fields.put("service_request_id", summary.number());
        fields.put("status", isOpen(summary.status()) ? "open" : "closed");
        fields.put("status_notes", notes(ticket));
        fields.put(
                "service_name",
                catalogue.category(summary.category()).map(Category::labelFr).orElse(null));
        fields.put("service_code", summary.category().value());
        fields.put("description", known ? description(ticket) : null);
        fields.put(
                "agency_responsible",
                summary.service() == null ? null : summary.service().value());
        fields.put("service_notice", wording.of("channels.report.notice", ticket.language()));
        fields.put("requested_datetime", moment(summary.openedAt()));
        fields.put("updated_datetime", moment(summary.changedAt()));
        fields.put(
                "expected_datetime",
                Optional.ofNullable(summary.due()).map(Requests::moment).orElse(null));
        fields.put("address", known ? place.map(Place::address).orElse(null) : null);
        fields.put("address_id", null);
        fields.put("zipcode", null);
        fields.put("lat", place.map(Place::latitude).orElse(null));
        fields.put("long", place.map(Place::longitude).orElse(null));
        fields.put("media_url", null);
        return fields;
    }

    private Map<String, @Nullable Object> fields(Inbox.Numbered stored, boolean known) {
        var told = stored.headers();
        var category = Optional.ofNullable(told.get(Report.SERVICE)).map(CategoryCode::new);
        var fields = Document.fields();
        fields.put("service_request_id", stored.number());
        fields.put("status", "open");
        fields.put("status_notes", null);
        fields.put(
                "service_name",
                category.flatMap(catalogue::category).map(Category::labelFr).orElse(null));
        fields.put("service_code", category.map(CategoryCode::value).orElse(null));
        fields.put("description", known ? told.get(Report.TEXT) : null);
        fields.put("agency_responsible", null);
        fields.put("service_notice", wording.of("channels.report.notice", told.getOrDefault(Report.LANGUAGE, "fr")));
        fields.put("requested_datetime", moment(stored.receivedAt()));
        fields.put("updated_datetime", moment(stored.receivedAt()));
        fields.put("expected_datetime", null);
        fields.put("address", known ? told.get(Report.ADDRESS) : null);
        fields.put("address_id", null);
        fields.put("zipcode", null);
        fields.put("lat", degrees(told.get(Report.LATITUDE)));
        fields.put("long", degrees(told.get(Report.LONGITUDE)));
        fields.put("media_url", null);
        return fields;
    }

    private static @Nullable Double degrees(@Nullable String told) {
        return told == null ? null : Double.valueOf(told);
    }

    private static boolean isOpen(TicketStatus status) {
        return status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED;
    }

    /// What the service said last, such as why it is delayed; of a merged one, that it is followed with others. Its
    /// state is that of the one that stands for it: GeoReport knows open and closed, and apps that list
    /// duplicates as closed tell their citizen that nobody works on it.
    private @Nullable String notes(TicketView ticket) {
        return said(ticket)
                .orElseGet(() -> ticket.summary().merged() == null
                        ? null
                        : wording.of("channels.report.merged", ticket.language()));
    }

    private static Optional<String> said(TicketView ticket) {
        return ticket.interactions().reversed().stream()
                .filter(said -> said.kind() == InteractionKind.PROGRESS && said.direction() == Direction.INTERNAL)
                .map(TicketView.Interaction::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static @Nullable String description(TicketView ticket) {
        return ticket.own().interactions().stream()
                .filter(said -> said.direction() == Direction.IN)
                .map(TicketView.Interaction::text)
                .findFirst()
                .orElse(null);
    }

    private static String moment(LocalDate day) {
        return moment(day.atTime(END_OF_WORK).atZone(CITY).toInstant());
    }

    static String moment(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(CITY).toOffsetDateTime());
    }
}
