package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.FirstWords;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Readings.Purpose;
import fr.allomairies.voiceassistant.Learning;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.learning.ModelVersion.State;
import fr.allomairies.workspace.learning.NotUnderstood.Utterance;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where administrators say what was meant, have the assistant learn it, and decide by what it understands. Works
/// without a script.
@Controller
@RequestMapping("/administration/assistant")
class LearningPages {

    private static final String HERE = "redirect:/administration/assistant";
    private static final String WORDS = HERE + "#words";
    private static final int LISTED = 20;
    private static final int VERSIONS = 12;

    /// The page asks again while a version is learned.
    private static final String SECONDS = "3";

    private final NotUnderstood notUnderstood;
    private final Labels labels;
    private final Models models;
    private final ModelInUse inUse;
    private final Lessons lessons;
    private final FirstWords words;
    private final Readings readings;
    private final ObjectProvider<Learning> learning;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final Clock clock;

    LearningPages(
            NotUnderstood notUnderstood,
            Labels labels,
            Models models,
            ModelInUse inUse,
            Lessons lessons,
            FirstWords words,
            Readings readings,
            ObjectProvider<Learning> learning,
            Catalogue catalogue,
            AgentDirectory directory,
            Clock clock) {
        this.notUnderstood = notUnderstood;
        this.labels = labels;
        this.models = models;
        this.inUse = inUse;
        this.lessons = lessons;
        this.words = words;
        this.readings = readings;
        this.learning = learning;
        this.catalogue = catalogue;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show(Locale locale) {
        return new Show(catalogue, directory, locale);
    }

    @GetMapping
    String page(Locale locale, Principal reader, Model page, HttpServletResponse response) {
        models.failOld(clock.instant());
        var versions = models.newest(VERSIONS);
        var atIt = versions.stream()
                .filter(version -> version.state() == State.LEARNING)
                .findFirst();
        atIt.ifPresent(_ -> response.setHeader("Refresh", SECONDS));
        page.addAttribute("learningNow", atIt.orElse(null));
        page.addAttribute("versions", versions);
        page.addAttribute("active", models.active().orElse(ModelInUse.BUILT));
        page.addAttribute("used", inUse.version());
        var labelled = atIt.isPresent() ? List.<Label>of() : labels.newest(LISTED);
        var utterances = atIt.isPresent() ? List.<Utterance>of() : notUnderstood.newest(LISTED);
        Stream.concat(labelled.stream().map(Label::ticket), utterances.stream().map(Utterance::ticket))
                .forEach(ticket -> readings.read(ticket, me(reader), Purpose.LEARNING));
        page.addAttribute("labels", labelled);
        page.addAttribute("utterances", utterances);
        page.addAttribute("categories", categories(locale));
        page.addAttribute("longest", Masked.LONGEST);
        return "administration/assistant";
    }

    private List<Category> categories(Locale locale) {
        var known = learning.getObject().categories();
        return catalogue.categories().stream()
                .filter(category -> known.contains(category.code()))
                .sorted(Comparator.comparing(category -> category.label(locale.getLanguage())))
                .toList();
    }

    /// @param category its label as the page proposes it, or its code
    @PostMapping("/words/{ticket}/keep")
    String keep(
            @PathVariable UUID ticket,
            @RequestParam String text,
            @RequestParam String category,
            Locale locale,
            Principal by,
            RedirectAttributes flash) {
        var meant = categories(locale).stream()
                .filter(known -> known.label(locale.getLanguage()).equalsIgnoreCase(category.strip())
                        || known.code().value().equals(category.strip()))
                .findFirst();
        var said = Masked.of(text);
        var id = new TicketId(ticket);
        if (meant.isEmpty()) {
            flash.addFlashAttribute("typed", new Typed(id, said, category));
            return sorted("refused", "category", flash);
        }
        if (said.isBlank() || words.of(id).isEmpty()) {
            return sorted("refused", "words", flash);
        }
        labels.add(id, said, meant.get().code(), me(by), clock.instant());
        return sorted("done", "kept", flash);
    }

    @PostMapping("/words/{ticket}/drop")
    String drop(@PathVariable UUID ticket, Principal by, RedirectAttributes flash) {
        var id = new TicketId(ticket);
        if (words.of(id).isEmpty()) {
            return sorted("refused", "words", flash);
        }
        labels.add(id, null, null, me(by), clock.instant());
        return sorted("done", "dropped", flash);
    }

    /// Who sorts goes on with the next one.
    private static String sorted(String how, String code, RedirectAttributes flash) {
        flash.addFlashAttribute(how, code);
        flash.addFlashAttribute("sorting", true);
        return WORDS;
    }

    /// What could not be kept, as it was typed.
    public record Typed(TicketId ticket, String text, String category) {}

    @PostMapping("/labels/{label}/remove")
    String remove(@PathVariable long label, RedirectAttributes flash) {
        labels.remove(label);
        return told(Optional.empty(), "removed", flash);
    }

    @PostMapping("/learn")
    String learn(Principal by, RedirectAttributes flash) {
        return told(lessons.learn(me(by)), "learning", flash);
    }

    /// @param version 0 for what the product comes with
    @PostMapping("/versions/{version}/activate")
    String activate(@PathVariable int version, Principal by, RedirectAttributes flash) {
        return told(lessons.activate(version, me(by)), "activated", flash);
    }

    @PostMapping("/versions/{version}/discard")
    String discard(@PathVariable int version, Principal by, RedirectAttributes flash) {
        return told(lessons.discard(version, me(by)), "discarded", flash);
    }

    private static String told(Optional<Refusal> refusal, String done, RedirectAttributes flash) {
        refusal.ifPresentOrElse(
                why -> flash.addFlashAttribute("refused", why.code()), () -> flash.addFlashAttribute("done", done));
        return HERE;
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// Categories, people, times and shares as they are read.
    public record Show(Catalogue catalogue, AgentDirectory directory, Locale locale) {

        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

        public String category(CategoryCode code) {
            return catalogue
                    .category(code)
                    .map(category -> category.label(locale.getLanguage()))
                    .orElseGet(code::value);
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }

        public String time(Instant at) {
            return FORMAT.format(at.atZone(Interval.CITY));
        }

        public String share(double of) {
            return String.format(locale, "%.1f %%", 100 * of);
        }
    }
}
