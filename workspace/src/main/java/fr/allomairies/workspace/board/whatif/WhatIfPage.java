package fr.allomairies.workspace.board.whatif;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.PastDays;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.administration.RulesWording;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.whatif.Problem.Place;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The question, how far it is, and the answer.
@Controller
class WhatIfPage {

    private static final String VIEW = "board/what-if";
    private static final String HERE = "redirect:/board/what-if";

    private final Runs runs;
    private final Routing routing;
    private final AgentDirectory directory;
    private final Catalogue catalogue;
    private final BoardSettings settings;
    private final PastDays days;
    private final RulesChoice rules;
    private final RulesWording wording;
    private final MessageSource messages;

    WhatIfPage(
            Runs runs,
            PastDays days,
            RulesChoice rules,
            RulesWording wording,
            Routing routing,
            AgentDirectory directory,
            Catalogue catalogue,
            BoardSettings settings,
            MessageSource messages) {
        this.runs = runs;
        this.days = days;
        this.rules = rules;
        this.wording = wording;
        this.routing = routing;
        this.directory = directory;
        this.catalogue = catalogue;
        this.settings = settings;
        this.messages = messages;
    }

    /// @param chosen rules to begin with, as [Form#rules]
    /// @param day to begin with
    @GetMapping("/board/what-if")
    String show(
            @RequestParam(name = "rules", required = false) @Nullable String chosen,
            @RequestParam(required = false) @Nullable LocalDate day,
            Principal supervisor,
            Model page) {
        var run = runs.of(new AgentId(supervisor.getName())).filter(_ -> chosen == null && day == null);
        fill(
                page,
                run.map(Run::form).orElseGet(() -> Form.of(day == null ? today().minusDays(1) : day, chosen)),
                List.of());
        run.ifPresent(known -> {
            // read once and first, for it may end while the page is being written
            page.addAttribute("state", known.state());
            page.addAttribute("run", known);
            page.addAttribute("added", known.question().added());
            known.comparison().ifPresent(comparison -> page.addAttribute("comparison", comparison));
        });
        return VIEW;
    }

    @PostMapping("/board/what-if")
    ModelAndView ask(
            @RequestParam MultiValueMap<String, String> typed, Principal supervisor, Locale locale, Model page) {
        var form = Form.typed(typed);
        var people = people(locale);
        var text = rules.text(form.rules());
        var problems = new ArrayList<>(form.problems(today(), people));
        if (form.hasOtherRules() && text.isEmpty()) {
            problems.add(Problem.of("rules-gone", Place.RULES));
        }
        var findings = text.map(days::unreadable).orElse(List.of());
        if (!findings.isEmpty()) {
            problems.add(Problem.of("rules-unreadable", Place.RULES));
            page.addAttribute("findings", wording.findings(findings, locale));
        }
        if (!problems.isEmpty()) {
            fill(page, form, problems);
            return new ModelAndView(VIEW, page.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var question = form.question(Instant.now(), text.orElse(null), people);
        runs.start(new AgentId(supervisor.getName()), form, question);
        return new ModelAndView(HERE);
    }

    @PostMapping("/board/what-if/cancel")
    String cancel(Principal supervisor) {
        runs.of(new AgentId(supervisor.getName())).ifPresent(Run::cancel);
        return HERE;
    }

    private void fill(Model page, Form form, List<Problem> problems) {
        page.addAttribute("form", form);
        page.addAttribute("problems", problems);
        page.addAttribute("wrong", wrong(problems));
        page.addAttribute("latest", today());
        page.addAttribute("rules", rules);
        page.addAttribute("mostLines", Form.MOST_LINES);
        page.addAttribute("mostAdded", Roster.MOST_ADDED);
        page.addAttribute("longestTable", Form.LONGEST_TABLE);
        page.addAttribute("agents", agents());
        page.addAttribute("skills", skills());
        page.addAttribute(
                "skillNames",
                skills().stream()
                        .map(code -> skillName(code, LocaleContextHolder.getLocale()))
                        .toList());
        page.addAttribute("levels", List.of(0, 1, 2, 3, 4, SkillNeed.HIGHEST));
        page.addAttribute("directory", directory);
        page.addAttribute("rule", settings.rule());
        page.addAttribute("show", new Text());
    }

    /// The lines of the form, as the page names them.
    private static Set<String> wrong(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.place() == Place.TABLE
                        ? problem.place().name()
                        : problem.place().name() + " " + problem.line())
                .collect(toSet());
    }

    private List<Account> agents() {
        return directory.accounts().stream()
                .filter(account -> account.role() == Role.AGENT && account.active())
                .toList();
    }

    /// Also who has left the house since.
    private People people(Locale locale) {
        var names = directory.accounts().stream()
                .filter(account -> account.role() == Role.AGENT)
                .collect(toMap(Account::login, Account::name));
        var skills = skills().stream().collect(toMap(Skill::new, code -> skillName(code, locale)));
        return new People(names, skills, agent -> routing.agent(agent).skills());
    }

    private String skillName(String code, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("skill." + code, null, code, locale));
    }

    private TreeSet<String> skills() {
        var skills = new TreeSet<String>();
        catalogue.categories().forEach(category -> skills.add(category.skill().value()));
        routing.snapshot().agents().stream()
                .flatMap(agent -> agent.skills().stream())
                .map(SkillNeed::skill)
                .map(Skill::value)
                .forEach(skills::add);
        return skills;
    }

    private static LocalDate today() {
        return LocalDate.now(Interval.CITY);
    }
}
