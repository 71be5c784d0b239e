package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.ticketing.HotSpots;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.shell.Texts;
import fr.allomairies.workspace.tour.Tour;
import fr.allomairies.workspace.tour.Tours;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The board, the same for a big screen, and how everything on them is counted.
@Controller
class BoardPages {

    private static final int LISTENINGS = 200;

    private final LiveBoard board;
    private final BoardSettings settings;
    private final Texts texts;
    private final LiveListening listening;
    private final AgentDirectory directory;
    private final Tours tours;
    private final HotSpots hotSpots;

    BoardPages(
            LiveBoard board,
            BoardSettings settings,
            Texts texts,
            LiveListening listening,
            AgentDirectory directory,
            Tours tours,
            HotSpots hotSpots) {
        this.hotSpots = hotSpots;
        this.tours = tours;
        this.listening = listening;
        this.directory = directory;
        this.board = board;
        this.settings = settings;
        this.texts = texts;
    }

    @GetMapping("/board")
    String board(Principal who, Model page) {
        show(page);
        page.addAttribute("tourIsNew", tours.isNew(Tour.BOARD, new AgentId(who.getName())));
        page.addAttribute("decisions", List.of(AgentState.AVAILABLE, AgentState.PAUSED, AgentState.OFFLINE));
        page.addAttribute("reasons", SteerReason.values());
        page.addAttribute("listening", listening.isOn());
        page.addAttribute("hotSpots", hotSpots.found().size());
        return "board/board";
    }

    @GetMapping("/board/interventions")
    String interventions(Model page) {
        page.addAttribute("decisions", board.latest().decisions());
        page.addAttribute("kept", Interventions.KEPT);
        page.addAttribute("directory", directory);
        page.addAttribute("listenings", listening.newest(LISTENINGS));
        return "board/interventions";
    }

    @GetMapping("/wall")
    String wall(Model page) {
        show(page);
        return "board/wall";
    }

    @GetMapping("/board/rules")
    String rules(Model page) {
        page.addAttribute("settings", settings);
        page.addAttribute("within", secondsByChannel());
        return "board/rules";
    }

    private Map<String, Long> secondsByChannel() {
        var seconds = new TreeMap<String, Long>();
        settings.parameters().answerWithin().forEach((channel, time) -> seconds.put(channel.value(), time.toSeconds()));
        return seconds;
    }

    /// The state stands in the page, so that it is never empty; "less than" is escaped, so that it ends nothing.
    private void show(Model page) {
        page.addAttribute("state", board.latest().json().replace("<", "\\u003c"));
        page.addAttribute("now", board.now());
        page.addAttribute("texts", texts.json("board.", "skill.", "steer.", "listen.", "desk.phone.", "alerts."));
    }
}
