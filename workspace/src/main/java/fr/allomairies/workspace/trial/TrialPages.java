package fr.allomairies.workspace.trial;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Trial;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.Book;
import fr.allomairies.workspace.board.reports.Shown;
import fr.allomairies.workspace.learning.ModelInUse;
import fr.allomairies.workspace.learning.ModelVersion;
import fr.allomairies.workspace.learning.Models;
import fr.allomairies.workspace.manner.Show;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where administrators try another way to understand on a share of the conversations, and decide by what comes of it.
/// Works without a script.
@Controller
@RequestMapping("/administration/assistant/trial")
class TrialPages {

    private static final String HERE = "redirect:/administration/assistant/trial";
    private static final Refusal BOUNDS = new Refusal("trial-bounds", "a value is out of its bounds");
    private static final int LISTED = 12;
    private static final int USUAL_PERCENT = 20;
    private static final double PERCENT = 100;

    /// Who was queued before his conversation with the assistant was drawn counts from then.
    private static final Duration BEFORE = Duration.ofDays(1);

    private final TrialStore store;
    private final TrialChanges changes;
    private final TrialInUse inUse;
    private final Models models;
    private final Manner manner;
    private final Book book;
    private final AgentDirectory directory;
    private final Clock clock;

    TrialPages(
            TrialStore store,
            TrialChanges changes,
            TrialInUse inUse,
            Models models,
            Manner manner,
            Book book,
            AgentDirectory directory,
            Clock clock) {
        this.store = store;
        this.changes = changes;
        this.inUse = inUse;
        this.models = models;
        this.manner = manner;
        this.book = book;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory);
    }

    @ModelAttribute("figures")
    Shown figures() {
        return new Shown();
    }

    /// As it was typed.
    ///
    /// @param sure percent
    /// @param oneOfTwo percent
    public record Form(String percent, String model, String sure, String oneOfTwo, String failures) {

        private static int whole(String typed) {
            return Integer.parseInt(typed.strip());
        }
    }

    /// @param trial whose figures are shown; by default the newest
    @GetMapping
    String page(@RequestParam Optional<Integer> trial, Model page) {
        var trials = store.newest(LISTED);
        var shown = trials.stream()
                .filter(one -> trial.isEmpty() || trial.get() == one.number())
                .findFirst();
        page.addAttribute("trials", trials);
        page.addAttribute(
                "underWay",
                trials.stream().filter(StoredTrial::isUnderWay).findFirst().orElse(null));
        page.addAttribute("used", inUse.trial());
        page.addAttribute("shown", shown.orElse(null));
        page.addAttribute("compared", shown.map(this::compared).orElse(null));
        page.addAttribute("models", models());
        page.addAttribute("active", models.active().orElse(ModelInUse.BUILT));
        page.addAttribute("mostPercent", Trial.MOST_PERCENT);
        if (!page.containsAttribute("typed")) {
            page.addAttribute("typed", asInUse());
        }
        return "administration/assistant-trial";
    }

    private Comparison compared(StoredTrial trial) {
        var end = Objects.requireNonNullElseGet(trial.endedAt(), clock::instant);
        return Comparison.of(
                trial.number(), book.facts(new Interval(trial.startedAt().minus(BEFORE), end.plus(BEFORE))));
    }

    /// Versions that can be tried, the newest first.
    private List<Integer> models() {
        return Stream.concat(
                        models.newest(LISTED).stream()
                                .filter(ModelVersion::whole)
                                .map(ModelVersion::version),
                        Stream.of(ModelInUse.BUILT))
                .toList();
    }

    private Form asInUse() {
        var thresholds = manner.thresholds();
        return new Form(
                String.valueOf(USUAL_PERCENT),
                String.valueOf(models.active().orElse(ModelInUse.BUILT)),
                String.valueOf(Math.round(PERCENT * thresholds.sure())),
                String.valueOf(Math.round(PERCENT * thresholds.oneOfTwo())),
                String.valueOf(thresholds.failures()));
    }

    @PostMapping
    String begin(@ModelAttribute Form typed, Principal by, RedirectAttributes flash) {
        var refused = begin(typed, me(by));
        if (refused.isPresent()) {
            flash.addFlashAttribute("typed", typed);
        }
        return told(refused, "begun", flash);
    }

    private Optional<Refusal> begin(Form typed, AgentId by) {
        try {
            var thresholds = new Thresholds(
                    Form.whole(typed.sure()) / PERCENT,
                    Form.whole(typed.oneOfTwo()) / PERCENT,
                    Form.whole(typed.failures()),
                    manner.thresholds().longWait());
            return changes.begin(Form.whole(typed.percent()), Form.whole(typed.model()), thresholds, by);
        } catch (IllegalArgumentException _) {
            return Optional.of(BOUNDS);
        }
    }

    @PostMapping("/{trial}/end")
    String end(@PathVariable int trial, Principal by, RedirectAttributes flash) {
        return told(changes.end(trial, false, me(by)), "ended", flash);
    }

    @PostMapping("/{trial}/take")
    String take(@PathVariable int trial, Principal by, RedirectAttributes flash) {
        return told(changes.end(trial, true, me(by)), "taken", flash);
    }

    private static String told(Optional<Refusal> refused, String done, RedirectAttributes flash) {
        refused.ifPresentOrElse(
                why -> flash.addFlashAttribute("refused", why.code()), () -> flash.addFlashAttribute("done", done));
        return HERE;
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }
}
