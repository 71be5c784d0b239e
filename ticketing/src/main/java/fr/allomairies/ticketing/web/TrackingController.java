package fr.allomairies.ticketing.web;

import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.FollowUps;
import fr.allomairies.ticketing.Satisfaction;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.flow.ClosingSettings;
import fr.allomairies.ticketing.letters.LetterSettings;
import fr.allomairies.ticketing.wording.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The tracking page, for whoever holds the link of the letter. Search engines and caches are kept out.
@Controller
@RequestMapping("/suivi/{token}")
class TrackingController {

    private static final int LONGEST_MESSAGE = 5_000;
    private static final String WRITE = "ticketing.tracking.write.";

    private final Ticketing ticketing;
    private final Attachments attachments;
    private final Tasks tasks;
    private final EventLog log;
    private final Wording wording;
    private final Catalogue catalogue;
    private final CityClock clock;
    private final LetterSettings settings;
    private final Satisfaction satisfaction;
    private final ClosingSettings closing;
    private final Optional<FollowUps> followUps;
    private final MissLimit limit = new MissLimit();

    TrackingController(
            Ticketing ticketing,
            Attachments attachments,
            Tasks tasks,
            EventLog log,
            Wording wording,
            Catalogue catalogue,
            CityClock clock,
            LetterSettings settings,
            Satisfaction satisfaction,
            ClosingSettings closing,
            ObjectProvider<FollowUps> followUps) {
        this.ticketing = ticketing;
        this.attachments = attachments;
        this.tasks = tasks;
        this.log = log;
        this.wording = wording;
        this.catalogue = catalogue;
        this.clock = clock;
        this.settings = settings;
        this.satisfaction = satisfaction;
        this.closing = closing;
        this.followUps = Optional.ofNullable(followUps.getIfAvailable());
    }

    @ModelAttribute
    void keepPrivate(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    @GetMapping
    String page(
            @PathVariable String token,
            @RequestParam Optional<String> sent,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("sent", sent.isPresent());
        return find(token, request).map(view -> show(view, model, locale)).orElseGet(() -> missing(request, response));
    }

    @PostMapping
    String write(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String key,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var view = find(token, request);
        if (view.isEmpty() || followUps.isEmpty()) {
            return missing(request, response);
        }
        var error = error(text);
        if (error.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("error", error.get());
            model.addAttribute("text", text);
            return show(view.get(), model, locale);
        }
        var ticket = view.get().summary().id();
        followUps.get().write(ticket, token, text.strip(), locale.getLanguage(), key.isBlank() ? fresh() : key);
        return "redirect:/suivi/" + token + "?sent";
    }

    /// When it is too late, it is a message like any other.
    @PostMapping("/not-fixed")
    String notFixed(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var view = find(token, request);
        if (view.isEmpty() || followUps.isEmpty()) {
            return missing(request, response);
        }
        var error = error(text);
        if (error.isEmpty() && !isSent(view.get(), token, text.strip(), photo, locale, key.isBlank() ? fresh() : key)) {
            error = Optional.of("ticketing.not-fixed.photo.unreadable");
        }
        if (error.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("unfixed", error.get());
            model.addAttribute("unfixedText", text);
            return show(view.get(), model, locale);
        }
        return "redirect:/suivi/" + token + "?sent";
    }

    private boolean isSent(
            TicketView view, String token, String text, @Nullable MultipartFile photo, Locale locale, String key)
            throws IOException {
        var ticket = view.summary().id();
        var file = photo == null || photo.isEmpty() ? null : photo.getBytes();
        return followUps
                .orElseThrow()
                .notFixed(ticket, token, text, file, mayBeDisputed(view), locale.getLanguage(), key);
    }

    /// Whether it was resolved, and not too long ago; of a merged one that is when what stands for it was.
    private boolean mayBeDisputed(TicketView view) {
        var ticket = view.summary();
        var over = ticket.status() == TicketStatus.RESOLVED || ticket.status() == TicketStatus.CLOSED;
        var matter = ticket.merged() == null ? ticket.id() : ticket.merged().into();
        return over
                && log.of(matter).stream()
                        .filter(event -> event instanceof TicketStatusChanged changed
                                && changed.to() == TicketStatus.RESOLVED
                                && changed.at().plus(closing.notFixedWithin()).isAfter(clock.now()))
                        .findAny()
                        .isPresent();
    }

    /// Whoever answers a second time is shown what he said first.
    @PostMapping("/satisfaction")
    String satisfaction(
            @PathVariable String token,
            @RequestParam(defaultValue = "0") int score,
            @RequestParam(defaultValue = "") String comment,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var view = find(token, request);
        if (view.isEmpty()) {
            return missing(request, response);
        }
        if (score < 1 || score > 5 || comment.length() > Satisfaction.LONGEST_COMMENT) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("unusable", score < 1 || score > 5 ? "score" : "too-long");
            model.addAttribute("score", score);
            model.addAttribute("comment", comment);
            return show(view.get(), model, locale);
        }
        satisfaction.give(view.get().summary().id(), score, comment);
        return "redirect:/suivi/" + token + "#satisfaction";
    }

    @GetMapping("/files/{attachment}")
    ResponseEntity<byte[]> file(@PathVariable String token, @PathVariable UUID attachment, HttpServletRequest request) {
        return AttachmentResponse.of(find(token, request)
                .filter(view -> TrackingPage.shows(view, attachment))
                .flatMap(view -> attachments.content(attachment, view.summary().id())));
    }

    private Optional<TicketView> find(String token, HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (limit.isReached(address, clock.now())) {
            return Optional.empty();
        }
        var found = ticketing.byTrackingToken(token);
        if (found.isEmpty()) {
            limit.missed(address, clock.now());
        }
        return found;
    }

    private String show(TicketView view, Model model, Locale locale) {
        model.addAttribute("page", TrackingPage.of(view, new Trail(log, ticketing).of(view)));
        model.addAttribute("answer", satisfaction.of(view.summary().id()).orElse(null));
        model.addAttribute("token", view.trackingToken());
        model.addAttribute("words", new PageTexts(locale, wording, catalogue));
        model.addAttribute("parts", tasks.parts(view.summary().id()));
        model.addAttribute("signature", settings.signature());
        model.addAttribute("writable", followUps.isPresent());
        model.addAttribute("disputable", followUps.isPresent() && mayBeDisputed(view));
        model.addAttribute("key", fresh());
        return "ticketing/tracking";
    }

    private String missing(HttpServletRequest request, HttpServletResponse response) {
        var tooOften = limit.isReached(request.getRemoteAddr(), clock.now());
        response.setStatus((tooOften ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND).value());
        return tooOften ? "ticketing/tracking-too-often" : "ticketing/tracking-gone";
    }

    private static Optional<String> error(String text) {
        if (text.isBlank()) {
            return Optional.of(WRITE + "empty");
        }
        return text.length() > LONGEST_MESSAGE ? Optional.of(WRITE + "too-long") : Optional.empty();
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
