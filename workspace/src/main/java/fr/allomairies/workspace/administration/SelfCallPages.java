package fr.allomairies.workspace.administration;

import fr.allomairies.telephony.SelfCalls;
import fr.allomairies.telephony.SelfCalls.SelfCall;
import fr.allomairies.telephony.SelfCalls.Stage;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What became of the calls of the line to itself.
@Controller
@RequestMapping("/administration/self-calls")
class SelfCallPages {

    private static final int LISTED = 50;

    private final SelfCalls calls;

    SelfCallPages(SelfCalls calls) {
        this.calls = calls;
    }

    @GetMapping
    String page(Model page, Locale locale) {
        page.addAttribute("on", calls.on());
        page.addAttribute("healthy", calls.healthy().orElse(null));
        page.addAttribute("calls", calls.newest(LISTED));
        page.addAttribute("stages", Stage.values());
        page.addAttribute("times", new AdministrationPages.Times());
        page.addAttribute("show", new Show(locale));
        return "administration/self-calls";
    }

    @PostMapping
    String callNow(RedirectAttributes flash) {
        calls.callNow()
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("problem", refusal.code()),
                        () -> flash.addFlashAttribute("done", true));
        return "redirect:/administration/self-calls";
    }

    record Show(Locale locale) {

        private static final double MILLIS = 1000;

        /// Empty for a stage that was not reached.
        public String seconds(SelfCall call, Stage stage) {
            return seconds(call.took().get(stage));
        }

        public String total(SelfCall call) {
            return seconds(call.took().values().stream().reduce(Duration.ZERO, Duration::plus));
        }

        private String seconds(@Nullable Duration took) {
            if (took == null) {
                return "";
            }
            var format = NumberFormat.getNumberInstance(locale);
            format.setMinimumFractionDigits(2);
            format.setMaximumFractionDigits(2);
            return format.format(took.toMillis() / MILLIS);
        }
    }
}
