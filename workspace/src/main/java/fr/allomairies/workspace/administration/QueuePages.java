package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.Phrase.Kind;
import fr.allomairies.routing.Phrase.Paragraph;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.AgentView;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Where contacts wait, and what leads there: the lines of the rules in force, and the skills that they ask for.
@Controller
class QueuePages {

    private final Routing routing;
    private final RoutingRules rules;
    private final RulesWording wording;
    private final Dependents dependents;
    private final CityWorld world;
    private final Catalogue catalogue;
    private final AgentDirectory directory;

    QueuePages(
            Routing routing,
            RoutingRules rules,
            RulesWording wording,
            Dependents dependents,
            CityWorld world,
            Catalogue catalogue,
            AgentDirectory directory) {
        this.routing = routing;
        this.rules = rules;
        this.wording = wording;
        this.dependents = dependents;
        this.world = world;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /// @param reading how it is worded
    public record Queue(String name, RulesWording.Paragraph reading, long waiting) {}

    /// @param agents names of those who have it
    /// @param signedIn how many of them are
    public record SkillUse(
            String skill,
            List<String> categories,
            List<String> agents,
            long signedIn,
            List<String> numbers,
            List<String> mailboxes,
            List<String> lines,
            long waiting) {}

    @GetMapping("/administration/queues")
    String page(Locale locale, Model page) {
        var waiting = routing.snapshot().waiting();
        var reading = dependents.reading();
        var people = directory.accounts().stream()
                .filter(account -> account.active() && account.role() != Role.OFFICER)
                .collect(Collectors.toMap(Function.identity(), account -> routing.agent(account.login())));
        page.addAttribute("version", rules.inForce().version());
        page.addAttribute(
                "queues",
                reading.stream()
                        .flatMap(paragraph -> queue(paragraph, waiting, locale).stream())
                        .toList());
        page.addAttribute(
                "skills",
                world.skills().stream()
                        .map(skill -> use(
                                new Skill(skill),
                                Dependents.lines(reading, Kind.SKILL, skill),
                                people,
                                waiting,
                                locale))
                        .toList());
        return "administration/queues";
    }

    private Optional<Queue> queue(Paragraph paragraph, List<Waiting> waiting, Locale locale) {
        return Dependents.line(paragraph)
                .map(name -> new Queue(
                        name,
                        wording.reading(List.of(paragraph), locale).getFirst(),
                        waiting.stream()
                                .filter(one -> one.asking().line().equals(name))
                                .count()));
    }

    private SkillUse use(
            Skill skill, List<String> lines, Map<Account, AgentView> people, List<Waiting> waiting, Locale locale) {
        var categories = catalogue.categories().stream()
                .filter(category -> category.skill().equals(skill))
                .toList();
        var codes = categories.stream().map(Category::code).collect(Collectors.toSet());
        var able = people.entrySet().stream()
                .filter(person -> has(person.getValue(), skill))
                .toList();
        return new SkillUse(
                skill.value(),
                categories.stream()
                        .map(category -> category.label(locale.getLanguage()))
                        .toList(),
                able.stream().map(person -> person.getKey().name()).sorted().toList(),
                able.stream()
                        .filter(person -> person.getValue().state() != AgentState.OFFLINE)
                        .count(),
                dependents.numbers(codes).stream().map(Dependents::name).toList(),
                dependents.mailboxes(codes).stream()
                        .map(mailbox -> mailbox.address().value())
                        .toList(),
                lines,
                waiting.stream()
                        .filter(one -> one.needs().stream()
                                .anyMatch(need -> need.skill().equals(skill)))
                        .count());
    }

    private static boolean has(AgentView agent, Skill skill) {
        return agent.skills().stream().anyMatch(own -> own.skill().equals(skill));
    }
}
