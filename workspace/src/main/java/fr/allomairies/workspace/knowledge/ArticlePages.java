package fr.allomairies.workspace.knowledge;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The articles of the house: everybody who answers reads them, supervisors write them.
@Controller
@RequestMapping("/articles")
class ArticlePages {

    private static final String HERE = "redirect:/articles";
    private static final int LISTED = 500;

    private final Knowledge knowledge;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final Clock clock;

    ArticlePages(Knowledge knowledge, Catalogue catalogue, AgentDirectory directory, Clock clock) {
        this.knowledge = knowledge;
        this.catalogue = catalogue;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show(Locale locale) {
        return new Show(catalogue, directory, LocalDate.ofInstant(clock.instant(), Interval.CITY), locale);
    }

    @ModelAttribute("writes")
    boolean writes(HttpServletRequest request) {
        return request.isUserInRole("SUPERVISOR");
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String view,
            @ModelAttribute("show") Show show,
            @ModelAttribute("writes") boolean writes,
            Model page) {
        var inForce = knowledge.find("", LISTED);
        page.addAttribute("q", q);
        page.addAttribute("view", view);
        page.addAttribute("stale", inForce.stream().filter(show::stale).count());
        page.addAttribute("none", inForce.isEmpty());
        page.addAttribute(
                "articles",
                switch (view) {
                    case "stale" -> inForce.stream().filter(show::stale).toList();
                    case "withdrawn" -> writes ? knowledge.withdrawn() : List.of();
                    default -> q.isBlank() ? inForce : knowledge.find(q, LISTED);
                });
        return "knowledge/list";
    }

    @GetMapping("/{id}")
    String read(@PathVariable UUID id, @ModelAttribute("writes") boolean writes, Model page) {
        var article = known(id);
        if (article.withdrawn() && !writes) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        page.addAttribute("article", article);
        page.addAttribute("versions", writes ? knowledge.versions(id) : List.of());
        return "knowledge/article";
    }

    @GetMapping("/new")
    String blank(Locale locale, Model page) {
        return form(ArticleForm.blank(), locale, page);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Locale locale, Model page) {
        return form(knowledge.article(id).map(ArticleForm::of).orElseGet(ArticleForm::blank), locale, page);
    }

    private String form(ArticleForm form, Locale locale, Model page) {
        page.addAttribute("categories", categories(locale));
        if (!page.containsAttribute("form")) {
            page.addAttribute("form", form);
        }
        return "knowledge/edit";
    }

    private List<Category> categories(Locale locale) {
        return catalogue.categories().stream()
                .sorted(Comparator.comparing(category -> category.label(locale.getLanguage())))
                .toList();
    }

    @PostMapping("/{id}")
    String publish(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            Principal by,
            RedirectAttributes flash) {
        var typed = ArticleForm.read(id, fields);
        var problem = problem(typed, me(by));
        if (problem.isEmpty()) {
            return answer("published", id, flash);
        }
        if (problem.get().equals("article-changed")) {
            var now = known(id);
            flash.addFlashAttribute("now", now);
            typed = typed.over(now.version());
        }
        flash.addFlashAttribute("form", typed);
        flash.addFlashAttribute("problem", problem.get());
        return HERE + "/" + id + "/edit";
    }

    private Optional<String> problem(ArticleForm typed, AgentId by) {
        try {
            return knowledge
                    .publish(typed.id(), typed.known(), typed.content(catalogue), by)
                    .map(Refusal::code);
        } catch (DateTimeParseException _) {
            return Optional.of("day-form");
        }
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable UUID id, @RequestParam int known, Principal by, RedirectAttributes flash) {
        return answer(knowledge.withdraw(id, known, me(by)).map(Refusal::code).orElse("withdrawn"), id, flash);
    }

    /// As it was before it was withdrawn.
    @PostMapping("/{id}/restore")
    String restore(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        var was = known(id);
        return answer(
                knowledge
                        .publish(id, was.version(), was.content(), me(by))
                        .map(Refusal::code)
                        .orElse("restored"),
                id,
                flash);
    }

    private static String answer(String done, UUID id, RedirectAttributes flash) {
        flash.addFlashAttribute("done", done);
        return HERE + "/" + id;
    }

    private Article known(UUID id) {
        return knowledge.article(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// Categories, people and days as they are read.
    public record Show(Catalogue catalogue, AgentDirectory directory, LocalDate today, Locale locale) {

        public String category(CategoryCode code) {
            return catalogue
                    .category(code)
                    .map(category -> category.label(locale.getLanguage()))
                    .orElseGet(code::value);
        }

        public boolean stale(Article article) {
            return article.isStale(today);
        }

        public String day(LocalDate day) {
            return DateTimeFormatter.ofPattern("dd/MM/uuuu").format(day);
        }

        public String time(Instant at) {
            return DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm").format(at.atZone(Interval.CITY));
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
