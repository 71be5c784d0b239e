package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.OutsideNumber;
import fr.allomairies.telephony.OutsideNumbers;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The agents' address book of outside numbers.
@Controller
@RequestMapping("/administration/outside")
class OutsidePages {

    private static final String HERE = "redirect:/administration/outside";
    private static final String HERE_TYPED = HERE + "#form";
    private static final int LISTED = 20;

    private final OutsideNumbers numbers;
    private final AgentDirectory directory;

    OutsidePages(OutsideNumbers numbers, AgentDirectory directory) {
        this.numbers = numbers;
        this.directory = directory;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(numbers, directory);
    }

    /// @param number to change what stands there; absent for a new one
    @GetMapping
    String page(@RequestParam(required = false) @Nullable String number, Model page) {
        page.addAttribute("numbers", numbers.all());
        page.addAttribute("history", numbers.history(LISTED));
        page.addAttribute("kinds", OutsideKind.values());
        page.addAttribute("times", new AdministrationPages.Times());
        if (!page.containsAttribute("form")) {
            page.addAttribute(
                    "form",
                    Optional.ofNullable(number)
                            .flatMap(numbers::find)
                            .map(this::typed)
                            .orElse(Typed.NOTHING));
        }
        return "administration/outside";
    }

    private Typed typed(OutsideNumber known) {
        return new Typed(numbers.written(known), known.name(), known.kind().name());
    }

    @PostMapping
    String put(
            @RequestParam String number,
            @RequestParam String name,
            @RequestParam String kind,
            Principal by,
            RedirectAttributes flash) {
        var problem = kind(kind)
                .map(known -> numbers.put(number, name, known, me(by)).map(Refusal::code))
                .orElse(Optional.of("kind-unknown"));
        if (problem.isEmpty()) {
            flash.addFlashAttribute("done", "saved");
            return HERE;
        }
        flash.addFlashAttribute("form", new Typed(number, name, kind));
        flash.addFlashAttribute("problem", problem.get());
        return HERE_TYPED;
    }

    @PostMapping("/remove")
    String remove(@RequestParam String number, Principal by, RedirectAttributes flash) {
        if (numbers.remove(number, me(by)).isPresent()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        flash.addFlashAttribute("done", "removed");
        return HERE;
    }

    private static Optional<OutsideKind> kind(String name) {
        return Arrays.stream(OutsideKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// As typed in the form: anything may be wrong in it.
    public record Typed(String number, String name, String kind) {

        static final Typed NOTHING = new Typed("", "", OutsideKind.SERVICE.name());
    }

    /// Numbers and people as they are read.
    public record Show(OutsideNumbers numbers, AgentDirectory directory) {

        public String number(OutsideNumber number) {
            return numbers.written(number);
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
