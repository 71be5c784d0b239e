package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where administrators say when the assistant is sure, and when it gives up. Works without a script.
@Controller
@RequestMapping("/administration/assistant/thresholds")
class ThresholdPages {

    private static final String HERE = "redirect:/administration/assistant/thresholds";
    private static final int LISTED = 20;
    private static final int PERCENT = 100;

    private static final List<Dial> DIALS = List.of(
            new Dial("sure", percent(Thresholds.LEAST_SURE), percent(Thresholds.MOST_SURE)),
            new Dial("one-of-two", percent(Thresholds.LEAST_ONE_OF_TWO), percent(Thresholds.MOST_SURE)),
            new Dial("failures", 1, Thresholds.MOST_FAILURES),
            new Dial("long-wait", 1, Thresholds.LONGEST_MINUTES));

    private final MannerStore store;
    private final MannerChanges changes;
    private final AgentDirectory directory;

    ThresholdPages(MannerStore store, MannerChanges changes, AgentDirectory directory) {
        this.store = store;
        this.changes = changes;
        this.directory = directory;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory);
    }

    @GetMapping
    String page(Model page) {
        var versions = store.thresholds(LISTED);
        var newest = versions.stream().findFirst();
        page.addAttribute("dials", DIALS);
        page.addAttribute("shipped", values(Thresholds.SHIPPED));
        page.addAttribute("versions", versions);
        page.addAttribute("seen", newest.map(ThresholdsVersion::version).orElse(0));
        if (!page.containsAttribute("typed")) {
            page.addAttribute("typed", newest.map(ThresholdPages::values).orElseGet(() -> values(Thresholds.SHIPPED)));
        }
        return "administration/assistant-thresholds";
    }

    @PostMapping
    String set(
            @RequestParam Map<String, String> fields, @RequestParam int seen, Principal by, RedirectAttributes flash) {
        var typed = new HashMap<String, String>();
        DIALS.forEach(dial ->
                typed.put(dial.name(), fields.getOrDefault(dial.name(), "").strip()));
        var wrong = DIALS.stream()
                .filter(dial -> !dial.allows(typed.getOrDefault(dial.name(), "")))
                .map(Dial::name)
                .toList();
        var problem = wrong.isEmpty()
                ? changes.set(thresholds(typed), seen, new AgentId(by.getName()))
                : Optional.of(Problem.BOUNDS);
        if (problem.isPresent()) {
            flash.addFlashAttribute("typed", typed);
            flash.addFlashAttribute("wrong", wrong);
        }
        return told(problem, "set", flash);
    }

    @PostMapping("/shipped")
    String asShipped(@RequestParam int seen, Principal by, RedirectAttributes flash) {
        return told(changes.set(Thresholds.SHIPPED, seen, new AgentId(by.getName())), "shipped", flash);
    }

    @PostMapping("/versions/{version}")
    String takeBack(@PathVariable int version, @RequestParam int seen, Principal by, RedirectAttributes flash) {
        var then = store.thresholdsOf(version);
        if (then.isEmpty()) {
            return told(Optional.of(Problem.GONE), "", flash);
        }
        try {
            return told(changes.set(then.get().thresholds(), seen, new AgentId(by.getName())), "taken-back", flash);
        } catch (IllegalArgumentException _) {
            return told(Optional.of(Problem.BOUNDS), "", flash);
        }
    }

    private static String told(Optional<Problem> problem, String done, RedirectAttributes flash) {
        problem.ifPresentOrElse(
                why -> flash.addFlashAttribute("problem", why), () -> flash.addFlashAttribute("done", done));
        return HERE;
    }

    private static Thresholds thresholds(Map<String, String> typed) {
        return new Thresholds(
                whole(typed, "sure") / (double) PERCENT,
                whole(typed, "one-of-two") / (double) PERCENT,
                whole(typed, "failures"),
                Duration.ofMinutes(whole(typed, "long-wait")));
    }

    private static int whole(Map<String, String> typed, String dial) {
        return Integer.parseInt(typed.getOrDefault(dial, ""));
    }

    private static Map<String, String> values(ThresholdsVersion version) {
        return values(version.percentSure(), version.percentOneOfTwo(), version.failures(), version.longWaitMinutes());
    }

    private static Map<String, String> values(Thresholds thresholds) {
        return values(
                percent(thresholds.sure()),
                percent(thresholds.oneOfTwo()),
                thresholds.failures(),
                thresholds.longWait().toMinutes());
    }

    private static Map<String, String> values(long sure, long oneOfTwo, int failures, long longWait) {
        return Map.of(
                "sure", String.valueOf(sure),
                "one-of-two", String.valueOf(oneOfTwo),
                "failures", String.valueOf(failures),
                "long-wait", String.valueOf(longWait));
    }

    private static int percent(double share) {
        return (int) Math.round(PERCENT * share);
    }

    /// Whole numbers between its bounds, which are allowed.
    public record Dial(String name, int least, int most) {

        boolean allows(String typed) {
            return typed.matches("\\d{1,3}") && Integer.parseInt(typed) >= least && Integer.parseInt(typed) <= most;
        }
    }
}
