package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingRules.Checked;
import fr.allomairies.routing.RoutingRules.Version;
import fr.allomairies.workspace.board.measures.Interval;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The rules of routing: the editor, each version, and which is in force when. Works without a script too.
@Controller
@RequestMapping("/administration/rules")
class RulesPages {

    private static final String HOME = "redirect:/administration/rules";
    private static final int LONGEST_NOTE = 200;

    private final RoutingRules rules;
    private final RulesWording wording;
    private final RulesHistory history;
    private final CityWorld world;

    RulesPages(RoutingRules rules, RulesWording wording, RulesHistory history, CityWorld world) {
        this.rules = rules;
        this.wording = wording;
        this.history = history;
        this.world = world;
    }

    @ModelAttribute("times")
    AdministrationPages.Times times() {
        return new AdministrationPages.Times();
    }

    /// One's own draft, unless the address names what else to begin with.
    @GetMapping
    String editor(
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String draft,
            @RequestParam(required = false) @Nullable String shipped,
            Principal author,
            Locale locale,
            Model page) {
        var start = start(version, draft, shipped, me(author));
        page.addAttribute("start", start);
        return editor(start.text(), "", rules.check(start.text(), world.now()), me(author), locale, page);
    }

    @PostMapping
    String save(
            @RequestParam String text,
            @RequestParam String note,
            Principal author,
            Locale locale,
            Model page,
            RedirectAttributes flash) {
        var typed = text.replace("\r\n", "\n");
        var problem = problem(note);
        if (problem != null) {
            page.addAttribute("noteProblem", problem);
            return editor(typed, note, rules.check(typed, world.now()), me(author), locale, page);
        }
        var saved = rules.save(me(author), typed, note.strip(), world.now());
        if (saved.version() == null) {
            page.addAttribute("refused", true);
            return editor(typed, note, saved.checked(), me(author), locale, page);
        }
        flash.addFlashAttribute("saved", saved.version().number());
        return "redirect:/administration/rules/versions/" + saved.version().number();
    }

    @PostMapping("/draft/drop")
    String drop(Principal author, RedirectAttributes flash) {
        rules.dropDraft(me(author));
        flash.addFlashAttribute("done", "rules.dropped");
        return HOME;
    }

    @GetMapping("/versions/{number}")
    String version(@PathVariable int number, Locale locale, Model page) {
        show(number, locale, page);
        return "administration/rules-version";
    }

    @GetMapping("/versions/{number}/text")
    ResponseEntity<String> export(@PathVariable int number) {
        var file = ContentDisposition.attachment()
                .filename("regles-version-" + number + ".txt")
                .build();
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(found(number).text());
    }

    /// Asks once more, and when.
    @GetMapping("/versions/{number}/activate")
    String confirm(@PathVariable int number, Locale locale, Model page) {
        show(number, locale, page);
        return "administration/rules-activate";
    }

    @PostMapping("/versions/{number}/activate")
    String activate(
            @PathVariable int number,
            @RequestParam String when,
            @RequestParam(required = false) @Nullable String time,
            Principal by,
            RedirectAttributes flash) {
        var planned = when.equals("at");
        var from = planned ? time(time) : Optional.<Instant>empty();
        if (planned && from.isEmpty()) {
            flash.addFlashAttribute("timeProblem", true);
            return "redirect:/administration/rules/versions/" + number + "/activate";
        }
        var refusal = rules.activate(number, from.orElse(null), me(by));
        refusal.ifPresentOrElse(reason -> refuse(reason, flash), () -> {
            flash.addFlashAttribute(planned ? "plannedNow" : "activatedNow", number);
            from.ifPresent(start -> flash.addFlashAttribute("plannedFor", start));
        });
        return HOME;
    }

    @PostMapping("/activations/{id}/cancel")
    String cancel(@PathVariable long id, Principal by, RedirectAttributes flash) {
        rules.cancel(id, me(by))
                .ifPresentOrElse(
                        reason -> refuse(reason, flash), () -> flash.addFlashAttribute("done", "rules.cancelled"));
        return HOME;
    }

    private String editor(String text, String note, Checked checked, AgentId author, Locale locale, Model page) {
        page.addAttribute("text", text);
        page.addAttribute("note", note);
        page.addAttribute("ownDraft", rules.draft(author).orElse(null));
        page.addAttribute(
                "otherDrafts",
                rules.drafts().stream()
                        .filter(draft -> !draft.author().equals(author))
                        .toList());
        page.addAttribute("skills", world.skills());
        compare(text, page);
        show(checked, locale, page);
        return "administration/rules";
    }

    private void show(int number, Locale locale, Model page) {
        var version = found(number);
        page.addAttribute("version", version);
        page.addAttribute("isInForce", rules.inForce().version() == number);
        page.addAttribute(
                "isOlder",
                history.activations().stream().anyMatch(line -> line.wasInForce() && line.version() == number));
        compare(version.text(), page);
        show(rules.check(version.text(), world.now()), locale, page);
    }

    private void show(Checked checked, Locale locale, Model page) {
        page.addAttribute("findings", wording.findings(checked.findings(), locale));
        page.addAttribute("reading", wording.reading(checked.reading(), locale));
        page.addAttribute("history", history);
    }

    private void compare(String text, Model page) {
        var inForce = found(rules.inForce().version());
        page.addAttribute("inForce", inForce);
        page.addAttribute("difference", Difference.between(inForce.text(), text));
    }

    /// @param kind which sentence says where the text comes from: `draft`, `of`, `from` or `shipped`
    record Start(
            String kind,
            String text,
            int version,
            @Nullable String author,
            @Nullable Instant savedAt) {}

    private Start start(@Nullable Integer version, @Nullable String draft, @Nullable String shipped, AgentId me) {
        if (version != null) {
            return new Start("from", found(version).text(), version, null, null);
        }
        if (shipped != null) {
            return new Start("shipped", rules.shipped(), 0, null, null);
        }
        var author = draft == null ? Optional.of(me) : Login.parse(draft);
        return author.flatMap(rules::draft)
                .map(kept -> new Start(
                        kept.author().equals(me) ? "draft" : "of",
                        kept.text(),
                        0,
                        history.name(kept.author()),
                        kept.savedAt()))
                .orElseGet(() -> start(rules.inForce().version(), null, null, me));
    }

    private Version found(int number) {
        return rules.version(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable String problem(String note) {
        if (note.isBlank()) {
            return "rules.note.missing";
        }
        return note.strip().length() > LONGEST_NOTE ? "rules.note.too-long" : null;
    }

    /// As the city's clocks show it.
    private static Optional<Instant> time(@Nullable String typed) {
        try {
            return Optional.ofNullable(typed)
                    .map(LocalDateTime::parse)
                    .map(time -> time.atZone(Interval.CITY).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static void refuse(Refusal refusal, RedirectAttributes flash) {
        flash.addFlashAttribute("refusal", refusal.code());
    }

    private static AgentId me(Principal principal) {
        return new AgentId(principal.getName());
    }
}
