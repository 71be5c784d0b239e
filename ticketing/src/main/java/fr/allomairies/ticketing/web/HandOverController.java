package fr.allomairies.ticketing.web;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.HandOvers.Answer;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.wording.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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

/// Where a service that has no account answers what it was handed, for whoever holds the link of the mail. Of the
/// citizen it says what he said and nothing of who he is.
@Controller
@RequestMapping("/transmission/{token}")
class HandOverController {

    private final HandOvers handOvers;
    private final Ticketing ticketing;
    private final Attachments attachments;
    private final Wording wording;
    private final Catalogue catalogue;
    private final CityClock clock;
    private final MissLimit limit = new MissLimit();

    HandOverController(
            HandOvers handOvers,
            Ticketing ticketing,
            Attachments attachments,
            Wording wording,
            Catalogue catalogue,
            CityClock clock) {
        this.handOvers = handOvers;
        this.ticketing = ticketing;
        this.attachments = attachments;
        this.wording = wording;
        this.catalogue = catalogue;
        this.clock = clock;
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
            @RequestParam Optional<String> saved,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("saved", saved.isPresent());
        return find(token, request)
                .map(found -> show(found, token, ProgressForm.EMPTY, model, locale))
                .orElseGet(() -> saved.isPresent() ? "ticketing/hand-over-gone" : gone(request, response));
    }

    /// What was refused comes back as it was typed.
    @PostMapping
    String answer(
            @PathVariable String token,
            @ModelAttribute ProgressForm form,
            @RequestParam(defaultValue = "") String key,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var found = find(token, request);
        if (found.isEmpty()) {
            return gone(request, response);
        }
        var refusal = answer(found.get(), form, key);
        if (refusal.isEmpty()) {
            return "redirect:/transmission/" + token + "?saved";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errorField", ProgressForm.field(refusal.get()).orElse(""));
        model.addAttribute("error", "ticketing.officer.error." + refusal.get().code());
        return show(found.get(), token, form, model, locale);
    }

    private Optional<Refusal> answer(HandOver of, ProgressForm form, String key) {
        return form.isDate()
                ? handOvers.answer(
                        of, "link:" + of.id() + ":" + key, new Answer(form.progress(), form.reason(), form.date()))
                : Optional.of(ProgressForm.DATE_UNREADABLE);
    }

    @GetMapping("/files/{attachment}")
    ResponseEntity<byte[]> file(@PathVariable String token, @PathVariable UUID attachment, HttpServletRequest request) {
        return AttachmentResponse.of(find(token, request)
                .flatMap(found -> ticketing.ticket(found.ticket()))
                .filter(view -> files(view).stream().anyMatch(file -> file.id().equals(attachment)))
                .flatMap(_ -> attachments.content(attachment)));
    }

    private Optional<HandOver> find(String token, HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (limit.isReached(address, clock.now())) {
            return Optional.empty();
        }
        var found = handOvers.live(token);
        if (found.isEmpty() && !handOvers.isOurs(token)) {
            limit.missed(address, clock.now());
        }
        return found;
    }

    private String show(HandOver found, String token, ProgressForm form, Model model, Locale locale) {
        var view = ticketing.ticket(found.ticket()).orElseThrow();
        model.addAttribute("handOver", found);
        model.addAttribute("matter", handOvers.matter(found).orElseThrow());
        model.addAttribute("line", OfficerLine.of(view.summary(), clock.today()));
        model.addAttribute("base", "/transmission/" + token);
        model.addAttribute("today", clock.today());
        model.addAttribute("form", form);
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("words", new PageTexts(locale, wording, catalogue));
        var files = files(view);
        model.addAttribute(
                "photos",
                files.stream().filter(file -> SafeImage.isSafe(file.type())).toList());
        model.addAttribute(
                "files",
                files.stream().filter(file -> !SafeImage.isSafe(file.type())).toList());
        return "ticketing/hand-over";
    }

    /// That the citizen sent, without what the scanner found something in.
    private static List<Attachment> files(TicketView view) {
        return view.interactions().stream()
                .filter(said -> said.direction() == Direction.IN)
                .flatMap(said -> said.attachments().stream())
                .filter(Attachment::isOpen)
                .toList();
    }

    private String gone(HttpServletRequest request, HttpServletResponse response) {
        var tooOften = limit.isReached(request.getRemoteAddr(), clock.now());
        response.setStatus((tooOften ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND).value());
        return tooOften ? "ticketing/tracking-too-often" : "ticketing/hand-over-gone";
    }
}
