package fr.allomairies.workspace.answers;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Whoever answers drafts templates here; supervisors approve what others wrote. Works without a script.
@Controller
@RequestMapping("/administration/templates")
class TemplatePages {

    private static final String HERE = "redirect:/administration/templates";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Interval.CITY);

    private final TemplateStore store;
    private final Templates templates;
    private final AgentDirectory directory;

    TemplatePages(TemplateStore store, Templates templates, AgentDirectory directory) {
        this.store = store;
        this.templates = templates;
        this.directory = directory;
    }

    @ModelAttribute("approves")
    boolean approves(HttpServletRequest request) {
        return request.isUserInRole("SUPERVISOR");
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory);
    }

    @ModelAttribute("variables")
    Variable[] variables() {
        return Variable.values();
    }

    /// @param view `drafts`, `off`, or empty for what can be inserted and what is new
    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String view, Model page) {
        var all = store.all();
        page.addAttribute("q", q);
        page.addAttribute("view", view);
        page.addAttribute("none", all.isEmpty());
        page.addAttribute(
                "drafts",
                all.stream().filter(template -> template.newest().isDraft()).count());
        page.addAttribute(
                "off", all.stream().filter(template -> !template.active()).count());
        page.addAttribute(
                "templates",
                all.stream()
                        .filter(template -> isIn(template, view))
                        .filter(template -> has(template, plain(q)))
                        .toList());
        return "answers/list";
    }

    private static boolean isIn(AnswerTemplate template, String view) {
        return switch (view) {
            case "drafts" -> template.newest().isDraft();
            case "off" -> !template.active();
            default -> template.active();
        };
    }

    private static boolean has(AnswerTemplate template, String words) {
        var content = template.content();
        return plain(String.join(" ", template.abbreviation(), content.title(), content.french(), content.english()))
                .contains(words);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.FRENCH)
                .strip();
    }

    @GetMapping("/templates.csv")
    ResponseEntity<byte[]> file() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"templates.csv\"")
                .body(TemplateCsv.write(store.all()).getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/drafts/file")
    String file(@RequestParam MultipartFile file, Principal by, RedirectAttributes flash) throws IOException {
        var text = text(file.getBytes());
        var lines = text.flatMap(TemplateCsv::read);
        if (lines.isEmpty()) {
            flash.addFlashAttribute("problem", new Problem(text.isEmpty() ? "file-encoding" : "file-form", ""));
        } else {
            var imported = templates.imported(lines.get(), me(by));
            flash.addFlashAttribute("wrong", imported.problems());
            flash.addFlashAttribute("imported", imported.problems().isEmpty() ? imported.drafted() : null);
        }
        return HERE;
    }

    private static Optional<String> text(byte[] file) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    @GetMapping("/drafts/new")
    String blank(Model page) {
        page.addAttribute("abbreviation", "");
        page.addAttribute("typed", new Content("", "", ""));
        return "answers/new";
    }

    /// What was typed stays where it cannot be kept.
    @PostMapping("/drafts")
    String open(
            @RequestParam String abbreviation,
            @RequestParam String title,
            @RequestParam String french,
            @RequestParam String english,
            Principal by,
            Model page,
            RedirectAttributes flash) {
        var wanted = abbreviation.strip().replaceFirst("^/", "").toLowerCase(Locale.ROOT);
        var typed = Content.typed(title, french, english);
        var problem = templates.open(wanted, typed, me(by));
        if (problem.isPresent()) {
            page.addAttribute("abbreviation", abbreviation);
            page.addAttribute("typed", typed);
            page.addAttribute("problem", problem.get());
            return "answers/new";
        }
        return told(wanted, problem, "drafted", flash);
    }

    @GetMapping("/{abbreviation}")
    String one(@PathVariable String abbreviation, Principal who, Model page) {
        var template = known(abbreviation);
        return page(template, template.newest().content(), who, page);
    }

    private String page(AnswerTemplate template, Content typed, Principal who, Model page) {
        page.addAttribute("template", template);
        page.addAttribute("versions", store.versions(template.abbreviation()));
        page.addAttribute("typed", typed);
        page.addAttribute("own", template.newest().writtenBy().equals(me(who)));
        return "answers/template";
    }

    @PostMapping("/{abbreviation}")
    String write(
            @PathVariable String abbreviation,
            @RequestParam int seen,
            @RequestParam String title,
            @RequestParam String french,
            @RequestParam String english,
            Principal by,
            Model page,
            RedirectAttributes flash) {
        var typed = Content.typed(title, french, english);
        var problem = templates.write(known(abbreviation).abbreviation(), seen, typed, me(by));
        if (problem.isPresent()) {
            page.addAttribute("problem", problem.get());
            return page(known(abbreviation), typed, by, page);
        }
        return told(abbreviation, problem, "drafted", flash);
    }

    @PostMapping("/{abbreviation}/versions/{version}/approve")
    String approve(
            @PathVariable String abbreviation, @PathVariable int version, Principal by, RedirectAttributes flash) {
        return told(abbreviation, templates.approve(abbreviation, version, me(by)), "approved", flash);
    }

    @PostMapping("/{abbreviation}/versions/{version}/drop")
    String drop(
            @PathVariable String abbreviation,
            @PathVariable int version,
            @ModelAttribute("approves") boolean approves,
            Principal by,
            RedirectAttributes flash) {
        return told(abbreviation, templates.drop(abbreviation, version, approves, me(by)), "dropped", flash);
    }

    /// @param seen version in use
    @PostMapping("/{abbreviation}/versions/{version}/restore")
    String restore(
            @PathVariable String abbreviation,
            @PathVariable int version,
            @RequestParam int seen,
            Principal by,
            RedirectAttributes flash) {
        return told(abbreviation, templates.restore(abbreviation, version, seen, me(by)), "restored", flash);
    }

    @PostMapping("/{abbreviation}/active")
    String activate(
            @PathVariable String abbreviation, @RequestParam boolean active, Principal by, RedirectAttributes flash) {
        return told(abbreviation, templates.activate(abbreviation, active, me(by)), active ? "on" : "off", flash);
    }

    private String told(String abbreviation, Optional<Problem> problem, String done, RedirectAttributes flash) {
        problem.ifPresentOrElse(
                why -> flash.addFlashAttribute("problem", why), () -> flash.addFlashAttribute("done", done));
        return HERE + "/" + known(abbreviation).abbreviation();
    }

    private AnswerTemplate known(String abbreviation) {
        return store.find(abbreviation).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// People and times as they are read.
    public record Show(AgentDirectory directory) {

        public String name(@Nullable AgentId who) {
            return who == null ? "" : directory.nameOf(who);
        }

        public String time(Instant at) {
            return TIME.format(at);
        }
    }
}
