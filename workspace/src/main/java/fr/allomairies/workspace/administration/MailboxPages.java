package fr.allomairies.workspace.administration;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The city's mailboxes. A form that is not taken comes back at once, never by a redirection: it may hold secrets.
@Controller
@RequestMapping("/administration/mailboxes")
class MailboxPages {

    private static final String HERE = "redirect:/administration/mailboxes";
    private static final int LISTED = 20;

    private final Mailboxes mailboxes;
    private final Catalogue catalogue;
    private final AgentDirectory directory;

    MailboxPages(Mailboxes mailboxes, Catalogue catalogue, AgentDirectory directory) {
        this.mailboxes = mailboxes;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(mailboxes, catalogue, directory);
    }

    @GetMapping
    String list(Model page) {
        page.addAttribute("mailboxes", mailboxes.all());
        page.addAttribute("history", mailboxes.history(LISTED));
        page.addAttribute("times", new AdministrationPages.Times());
        return "administration/mailboxes";
    }

    /// @param address of the one to change; absent for a new one
    @GetMapping("/form")
    String form(@RequestParam(required = false) @Nullable String address, Model page, Locale locale) {
        return form(address == null ? MailboxForm.BLANK : known(address), page, locale);
    }

    @PostMapping("/form")
    String put(
            @RequestParam Map<String, String> fields,
            Principal by,
            Model page,
            Locale locale,
            RedirectAttributes flash) {
        var typed = MailboxForm.read(fields);
        var problem = problem(typed)
                .or(() -> mailboxes
                        .put(typed.mailbox().orElseThrow(), typed.secrets(), typed.seen(), new AgentId(by.getName()))
                        .map(Refusal::code));
        if (problem.isEmpty()) {
            flash.addFlashAttribute("done", "saved");
            return HERE;
        }
        page.addAttribute("problem", problem.get());
        return form(typed, page, locale);
    }

    /// Signs in as typed and says what came of it.
    @PostMapping("/attempt")
    String attempt(@RequestParam Map<String, String> fields, Model page, Locale locale) {
        var typed = MailboxForm.read(fields);
        typed.mailbox()
                .ifPresentOrElse(
                        mailbox -> page.addAttribute("trial", mailboxes.attempt(mailbox, typed.secrets())),
                        () -> page.addAttribute("problem", "address-form"));
        return form(typed, page, locale);
    }

    private Optional<String> problem(MailboxForm typed) {
        if (typed.mailbox().isEmpty()) {
            return Optional.of("address-form");
        }
        return typed.category().isEmpty()
                        || catalogue
                                .category(new CategoryCode(typed.category()))
                                .isPresent()
                ? Optional.empty()
                : Optional.of("category-unknown");
    }

    /// The version first: what is changed in between is seen, and told when it is saved.
    private MailboxForm known(String address) {
        return mailboxes
                .version(address)
                .flatMap(version -> mailboxes.find(address).map(mailbox -> MailboxForm.of(version, mailbox)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String form(MailboxForm form, Model page, Locale locale) {
        page.addAttribute("form", form);
        page.addAttribute("fresh", form.isFresh());
        page.addAttribute(
                "lately",
                form.isFresh()
                        ? null
                        : mailboxes.find(form.address()).map(mailboxes::lately).orElse(null));
        page.addAttribute(
                "categories",
                catalogue.categories().stream()
                        .sorted(Comparator.comparing(category -> category.label(locale.getLanguage())))
                        .toList());
        return "administration/mailbox";
    }

    /// Mailboxes, topics and people as they are read.
    public record Show(Mailboxes mailboxes, Catalogue catalogue, AgentDirectory directory) {

        /// What hinders this node from reading it; null for nothing.
        public @Nullable String hindrance(CityMailbox mailbox) {
            return mailboxes.hindrance(mailbox).orElse(null);
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
