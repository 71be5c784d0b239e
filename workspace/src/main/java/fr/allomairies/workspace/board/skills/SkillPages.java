package fr.allomairies.workspace.board.skills;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.board.BoardState;
import fr.allomairies.workspace.board.LiveBoard;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.skills.SkillMove.End;
import fr.allomairies.workspace.board.skills.TeamSkills.Order;
import java.security.Principal;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who has which skill now, and how it is changed. Works without a script.
@Controller
@RequestMapping("/board/skills")
class SkillPages {

    private static final String HERE = "redirect:/board/skills";
    private static final int LISTED = 50;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM HH:mm").withZone(Interval.CITY);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Interval.CITY);

    private final TeamSkills team;
    private final SkillMoves moves;
    private final Routing routing;
    private final LiveBoard board;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final Clock clock;

    SkillPages(
            TeamSkills team,
            SkillMoves moves,
            Routing routing,
            LiveBoard board,
            Catalogue catalogue,
            AgentDirectory directory,
            Clock clock) {
        this.team = team;
        this.moves = moves;
        this.routing = routing;
        this.board = board;
        this.catalogue = catalogue;
        this.directory = directory;
        this.clock = clock;
    }

    /// @param skills by name of the skill
    public record Line(String login, String name, AgentState state, List<SkillNeed> skills) {

        boolean has(String skill) {
            return skills.stream().anyMatch(own -> own.skill().value().equals(skill));
        }
    }

    @GetMapping
    String page(@RequestParam Optional<String> skill, @RequestParam Optional<List<String>> agent, Model page) {
        page.addAttribute("lines", lines());
        page.addAttribute("skills", skills());
        page.addAttribute("levels", List.of(1, 2, 3, 4, 5));
        page.addAttribute("times", Until.values());
        page.addAttribute("waiting", waiting());
        if (!page.containsAttribute("chosen")) {
            page.addAttribute("chosen", agent.orElse(List.of()));
            page.addAttribute("skill", skill.orElse(""));
        }
        page.addAttribute("open", moves.open(clock.instant()));
        page.addAttribute("newest", moves.newest(LISTED));
        page.addAttribute("directory", directory);
        page.addAttribute("moment", MOMENT);
        return "board/skills";
    }

    @PostMapping
    String move(
            @RequestParam(defaultValue = "") List<String> agent,
            @RequestParam(defaultValue = "") String skill,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String until,
            Principal who,
            RedirectAttributes flash) {
        var known = lines().stream().map(Line::login).collect(Collectors.toSet());
        var chosen = new LinkedHashSet<>(agent);
        var length = Until.of(until);
        var isLevel = level.equals("0") || level.matches("[1-5]");
        if (chosen.isEmpty()
                || !known.containsAll(chosen)
                || !skills().contains(skill)
                || length.isEmpty()
                || !isLevel) {
            flash.addFlashAttribute("chosen", agent);
            flash.addFlashAttribute("skill", skill);
            flash.addFlashAttribute("problem", chosen.isEmpty() ? "nobody" : "unknown");
            return HERE;
        }
        var number = Integer.parseInt(level);
        var end = length.get().from(clock.instant());
        var done = team.move(
                chosen.stream().map(AgentId::new).toList(),
                new Order(new Skill(skill), number == 0 ? null : number, end, new AgentId(who.getName())));
        done.refusal().ifPresent(refusal -> flash.addFlashAttribute("problem", "routing"));
        flash.addFlashAttribute("changed", done.changed());
        flash.addFlashAttribute("batch", done.batch());
        flash.addFlashAttribute("skill", skill);
        flash.addFlashAttribute("chosen", List.of());
        flash.addFlashAttribute("level", number);
        flash.addFlashAttribute("until", end == null ? "" : TIME.format(end));
        return HERE;
    }

    @PostMapping("/undo/{batch}")
    String undo(@PathVariable UUID batch, Principal who, RedirectAttributes flash) {
        return ended(moves.openOf(batch).stream().map(SkillMove::id).toList(), who, flash);
    }

    @PostMapping("/{move}/undo")
    String undoOne(@PathVariable UUID move, Principal who, RedirectAttributes flash) {
        return ended(List.of(move), who, flash);
    }

    private String ended(List<UUID> undone, Principal who, RedirectAttributes flash) {
        var refused = undone.stream()
                .map(move -> team.end(move, End.UNDONE, new AgentId(who.getName())))
                .flatMap(Optional::stream)
                .map(Refusal::code)
                .findFirst();
        flash.addFlashAttribute(refused.isEmpty() ? "undone" : "problem", refused.isEmpty() ? true : "routing");
        return HERE;
    }

    /// Who is here before who is not; then by name.
    private List<Line> lines() {
        return directory.accounts().stream()
                .filter(Account::active)
                .filter(account -> account.role() != Role.OFFICER)
                .map(this::line)
                .sorted(Comparator.comparing((Line line) -> line.state() == AgentState.OFFLINE)
                        .thenComparing(Line::name))
                .toList();
    }

    private Line line(Account account) {
        var known = routing.agent(account.login());
        return new Line(account.login().value(), account.name(), known.state(), known.skills());
    }

    private Set<String> skills() {
        return catalogue.categories().stream()
                .map(category -> category.skill().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Skills for which somebody waits.
    private List<BoardState.SkillLine> waiting() {
        return board.current().skills().stream()
                .filter(line -> line.waiting() > 0)
                .toList();
    }
}
