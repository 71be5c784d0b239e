package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.OwnPlan;
import fr.allomairies.workspace.board.roster.Rosters;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// An agent's day, to herself and to supervisors: both see the same.
@Controller
class OwnDayPages {

    private static final int LISTED = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final OwnDays days;
    private final AgentDirectory directory;
    private final Names names;
    private final Rosters rosters;

    OwnDayPages(OwnDays days, AgentDirectory directory, Names names, Rosters rosters) {
        this.days = days;
        this.directory = directory;
        this.names = names;
        this.rosters = rosters;
    }

    @GetMapping("/desk/day")
    String own(Principal who, @RequestParam Optional<String> day, Locale locale, Model page) {
        return show(new AgentId(who.getName()), day, "/desk/day", locale, page);
    }

    @GetMapping("/reports/agents/{agent}")
    String ofAgent(@PathVariable AgentId agent, @RequestParam Optional<String> day, Locale locale, Model page) {
        if (directory.account(agent).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        page.addAttribute("name", directory.nameOf(agent));
        return show(agent, day, "/reports/agents/" + agent.value(), locale, page);
    }

    private String show(AgentId agent, Optional<String> day, String path, Locale locale, Model page) {
        var asked = Days.of(day, Optional.empty());
        page.addAttribute("path", path);
        page.addAttribute("today", LocalDate.now(Interval.CITY).toString());
        page.addAttribute("show", new Shown());
        if (asked.isGood()) {
            page.addAttribute("plan", OwnPlan.of(agent, asked.first(), LocalDate.now(Interval.CITY), rosters));
            page.addAttribute("planDay", DAY);
        }
        var own = asked.isGood() ? days.of(agent, asked.first()) : null;
        page.addAttribute("days", own == null ? asked : asked.reaching(own.since()));
        if (own != null && !own.since().isAfter(asked.interval().from())) {
            page.addAttribute("own", own);
            page.addAttribute("measures", Measure.OF_AGENTS);
            page.addAttribute("names", names);
            page.addAttribute("locale", locale);
            page.addAttribute("listed", LISTED);
            page.addAttribute("times", TIME);
            page.addAttribute("dayName", DAY.format(asked.first()));
        }
        return "reports/day";
    }
}
