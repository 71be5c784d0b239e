package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.shell.Texts;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
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
    private final Texts texts;

    WhatIfPage(
            Runs runs,
            Routing routing,
            AgentDirectory directory,
            Catalogue catalogue,
            BoardSettings settings,
            Texts texts) {
        this.runs = runs;
        this.routing = routing;
        this.directory = directory;
        this.catalogue = catalogue;
        this.settings = settings;
        this.texts = texts;
    }

    @GetMapping("/board/what-if")
    String show(Principal supervisor, Model page) {
        var run = runs.of(new AgentId(supervisor.getName()));
        fill(page, run.map(Run::form).orElseGet(() -> Form.of(today().minusDays(1))), List.of());
        run.ifPresent(known -> {
            page.addAttribute("run", known);
            known.comparison().ifPresent(comparison -> page.addAttribute("comparison", comparison));
        });
        return VIEW;
    }

    @PostMapping("/board/what-if")
    ModelAndView ask(@ModelAttribute("question") Form form, Principal supervisor, Model page) {
        var problems = form.problems(today());
        if (!problems.isEmpty()) {
            fill(page, form, problems);
            return new ModelAndView(VIEW, page.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        runs.start(
                new AgentId(supervisor.getName()),
                form,
                form.question(agent -> routing.agent(agent).skills()));
        return new ModelAndView(HERE);
    }

    @PostMapping("/board/what-if/cancel")
    String cancel(Principal supervisor) {
        runs.of(new AgentId(supervisor.getName())).ifPresent(Run::cancel);
        return HERE;
    }

    private void fill(Model page, Form form, List<String> problems) {
        page.addAttribute("form", form);
        page.addAttribute("problems", problems);
        page.addAttribute("latest", today().minusDays(1));
        page.addAttribute("lines", List.of(0, 1, 2));
        page.addAttribute("agents", agents());
        page.addAttribute("skills", skills());
        page.addAttribute("levels", List.of(0, 1, 2, 3, 4, SkillNeed.HIGHEST));
        page.addAttribute("directory", directory);
        page.addAttribute("oneMore", Form.ONE_MORE);
        page.addAttribute("rule", settings.rule());
        page.addAttribute("show", new Text());
        page.addAttribute("texts", texts.json("board.", "what-if."));
    }

    private List<Account> agents() {
        return directory.accounts().stream()
                .filter(account -> account.role() == Role.AGENT && account.active())
                .toList();
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
