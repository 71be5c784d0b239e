package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Phrase.Kind;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.PhoneNumbers;
import java.security.Principal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/// The city's numbers, and what who calls them meets with.
@Controller
@RequestMapping("/administration/numbers")
class NumberPages {

    private static final String HERE = "redirect:/administration/numbers";
    private static final int LISTED = 20;
    /// As it stands in the text of the rules.
    private static final String RELAY_LINE = "channel = relay";

    private final CityNumbers numbers;
    private final Catalogue catalogue;
    private final RoutingRules rules;
    private final AgentDirectory directory;
    private final CatalogueNeeds needs;
    private final Dependents dependents;

    NumberPages(
            CityNumbers numbers,
            Catalogue catalogue,
            RoutingRules rules,
            AgentDirectory directory,
            CatalogueNeeds needs,
            Dependents dependents) {
        this.needs = needs;
        this.dependents = dependents;
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.rules = rules;
        this.directory = directory;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(catalogue, directory);
    }

    @GetMapping
    String list(Model page) {
        var all = numbers.all();
        page.addAttribute("numbers", all);
        page.addAttribute("unknown", numbers.unknown());
        page.addAttribute("history", numbers.history(LISTED));
        page.addAttribute("unruled", all.stream().anyMatch(CityNumber::relayed) && !rulesNameTheRelay());
        page.addAttribute("times", new AdministrationPages.Times());
        return "administration/numbers";
    }

    private boolean rulesNameTheRelay() {
        return rules.version(rules.inForce().version())
                .filter(version -> version.text().contains(RELAY_LINE))
                .isPresent();
    }

    @GetMapping("/new")
    String blank(@RequestParam(required = false) @Nullable String number, Model page, Locale locale) {
        return form(NumberForm.blank(number), true, page, locale);
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> fields, Principal by, RedirectAttributes flash) {
        return put(NumberForm.read(fields), "/new", by, flash);
    }

    /// The main number stands in the list before anything was said of it.
    @GetMapping("/{number}")
    String show(@PathVariable String number, Model page, Locale locale) {
        page.addAttribute("removable", numbers.find(number).isPresent());
        page.addAttribute("needs", needs.ofNumber(known(number)));
        return form(NumberForm.of(known(number)), false, page, locale);
    }

    @PostMapping("/{number}")
    String change(
            @PathVariable String number,
            @RequestParam Map<String, String> fields,
            Principal by,
            RedirectAttributes flash) {
        var same = known(number).number();
        fields.put("number", same);
        return put(NumberForm.read(fields), "/" + same, by, flash);
    }

    /// Refused while rules name it: they could not be read any more.
    @PostMapping("/{number}/remove")
    String remove(@PathVariable String number, Principal by, RedirectAttributes flash) {
        var lines = dependents.lines(Kind.NUMBER, number);
        if (!lines.isEmpty()) {
            flash.addFlashAttribute("problem", "used-by-lines");
            flash.addFlashAttribute("lines", String.join(", ", lines));
            return HERE + "/" + number;
        }
        if (numbers.remove(number, me(by)).isPresent()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        flash.addFlashAttribute("done", "removed");
        return HERE;
    }

    private CityNumber known(String number) {
        return numbers.all().stream()
                .filter(known -> known.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String put(NumberForm typed, String page, Principal by, RedirectAttributes flash) {
        var problem = problem(typed, me(by));
        if (problem.isEmpty()) {
            flash.addFlashAttribute("done", "saved");
            return HERE;
        }
        flash.addFlashAttribute("form", typed);
        flash.addFlashAttribute("problem", problem.get());
        return HERE + page;
    }

    private Optional<String> problem(NumberForm typed, AgentId by) {
        if (!typed.category().isEmpty() && !isCategory(typed.category())) {
            return Optional.of("category-unknown");
        }
        var read = typed.read();
        return read.isEmpty()
                ? Optional.of("closures-malformed")
                : numbers.put(read.get(), by).map(Refusal::code);
    }

    private boolean isCategory(String code) {
        return catalogue.categories().stream()
                .anyMatch(category -> category.code().value().equals(code));
    }

    private String form(NumberForm form, boolean fresh, Model page, Locale locale) {
        page.addAttribute("fresh", fresh);
        page.addAttribute("days", NumberForm.DAYS);
        page.addAttribute(
                "categories",
                catalogue.categories().stream()
                        .sorted(Comparator.comparing(category -> category.label(locale.getLanguage())))
                        .toList());
        if (!page.containsAttribute("form")) {
            page.addAttribute("form", form);
        }
        return "administration/number";
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// Numbers, topics and people as they are read.
    public record Show(Catalogue catalogue, AgentDirectory directory) {

        public String number(String number) {
            return PhoneNumbers.written(number);
        }

        public String hours(CityNumber number) {
            return NumberForm.word(number.hours());
        }

        public String category(CategoryCode code, Locale locale) {
            return catalogue
                    .category(code)
                    .map(category -> category.label(locale.getLanguage()))
                    .orElseGet(code::value);
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
