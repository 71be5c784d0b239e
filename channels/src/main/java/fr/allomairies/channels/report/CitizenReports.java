package fr.allomairies.channels.report;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.ReportNearby;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.Ticketing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// What the citizens' page asks of the server. Nobody signs in: the key that a report was sent with, which its browser
/// alone has, opens what became of it.
@RestController
@RequestMapping("/signaler")
class CitizenReports {

    private static final int NEAR = 100; // m
    /// Who stood a little aside, or has moved on until there was a network.
    private static final int STILL_NEAR = 250;

    private static final Duration RECENT = Duration.ofDays(60);
    private static final int MOST_NEAR = 5;
    private static final int MOST_KEYS = 50;
    private static final int MOST_LOOKS = 60; // a minute
    private static final String RETRY_AFTER = "15"; // s
    private static final String KEY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Filing filing;
    private final ReportForm forms;
    private final Ticketing ticketing;
    private final Clock clock;
    private final PerMinute sent;
    private final PerMinute looks = new PerMinute(MOST_LOOKS);

    CitizenReports(Filing filing, ReportForm forms, Ticketing ticketing, Clock clock, ReportSettings settings) {
        this.filing = filing;
        this.forms = forms;
        this.ticketing = ticketing;
        this.clock = clock;
        this.sent = new PerMinute(settings.perMinute());
    }

    /// Open reports of the same around a position, with nothing of what their citizens wrote.
    @GetMapping("/proches")
    List<Near> near(
            @RequestParam("service_code") String service,
            @RequestParam double lat,
            @RequestParam("long") double longitude,
            HttpServletRequest request)
            throws Fault {
        looks.pass(request.getRemoteAddr(), clock.instant());
        forms.checkTerritory(lat, longitude);
        return around(service, lat, longitude, NEAR).stream()
                .map(report -> new Near(report.number(), report.latitude(), report.longitude(), report.openedAt()))
                .toList();
    }

    @PostMapping(path = "/envois", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> file(
            @RequestHeader("Idempotency-Key") String key,
            @RequestParam(name = "media", required = false) @Nullable List<MultipartFile> media,
            HttpServletRequest request)
            throws Fault {
        checkKey(key);
        sent.pass(request.getRemoteAddr(), clock.instant());
        var form = Answers.form(request.getParameterMap());
        var language = "en".equals(form.get("language")) ? "en" : "fr";
        var number = filing.file(
                form,
                Optional.ofNullable(media).orElse(List.of()),
                Optional.of(key),
                origin(language, joined(form).orElse(null)));
        return Map.of("number", number);
    }

    @PostMapping("/etats")
    List<State> states(@RequestBody List<String> keys, HttpServletRequest request) throws Fault {
        looks.pass(request.getRemoteAddr(), clock.instant());
        if (keys.size() > MOST_KEYS) {
            throw Fault.badRequest("keys: at most " + MOST_KEYS);
        }
        for (var key : keys) {
            checkKey(key);
        }
        return keys.stream().map(this::state).flatMap(Optional::stream).toList();
    }

    private Optional<State> state(String key) {
        return filing.number(key, origin(null, null))
                .map(number -> ticketing
                        .byNumber(number)
                        .map(ticket ->
                                new State(key, number, code(ticket.summary()), "/suivi/" + ticket.trackingToken()))
                        .orElseGet(() -> new State(key, number, "stored", null)));
    }

    private static String code(TicketSummary ticket) {
        var status = ticket.status() == TicketStatus.WITH_SERVICE
                        && (ticket.progress() == ServiceProgress.DELAYED
                                || ticket.progress() == ServiceProgress.IN_PROGRESS)
                ? ticket.progress()
                : ticket.status();
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Origin origin(@Nullable String language, @Nullable String joins) {
        return new Origin("citizens-page", "page « Signaler »", language, joins, true);
    }

    /// The report that he says is the same, while it is open and as near as that. Otherwise his stands for itself.
    private Optional<String> joined(Map<String, String> form) {
        var number = form.getOrDefault("joins", "");
        if (number.isBlank()) {
            return Optional.empty();
        }
        try {
            return around(
                            form.getOrDefault("service_code", ""),
                            Double.parseDouble(form.getOrDefault("lat", "")),
                            Double.parseDouble(form.getOrDefault("long", "")),
                            STILL_NEAR)
                    .stream()
                    .map(ReportNearby::number)
                    .filter(number::equals)
                    .findFirst();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private List<ReportNearby> around(String service, double latitude, double longitude, int metres) {
        try {
            return ticketing.near(
                    new CategoryCode(service),
                    latitude,
                    longitude,
                    metres,
                    clock.instant().minus(RECENT),
                    metres == NEAR ? MOST_NEAR : MOST_KEYS);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static void checkKey(String key) throws Fault {
        if (!key.matches(KEY)) {
            throw Fault.badRequest("Idempotency-Key is a UUID");
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(Fault fault) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(fault.code()), fault.description());
        problem.setProperty("code", code(fault));
        var answer = ResponseEntity.status(fault.code()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        return (fault.isPassing() ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : answer).body(problem);
    }

    private static String code(Fault fault) {
        if (fault.isPassing()) {
            return "not-now";
        }
        return fault.description().equals(ReportForm.OUTSIDE) ? "outside" : "report-refused";
    }

    record Near(String number, double lat, double lng, Instant opened) {}

    /// @param state `stored` until its ticket is opened, which is soon
    /// @param tracking address of its page, for whoever has the key
    record State(
            String key,
            String number,
            String state,
            @Nullable String tracking) {}
}
