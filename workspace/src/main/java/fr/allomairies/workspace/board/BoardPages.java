package fr.allomairies.workspace.board;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The board, the same for a big screen, and how everything on them is counted.
@Controller
class BoardPages {

    private final LiveBoard board;
    private final BoardSettings settings;

    BoardPages(LiveBoard board, BoardSettings settings) {
        this.board = board;
        this.settings = settings;
    }

    @GetMapping("/board")
    String board(Model page) {
        page.addAttribute("state", board.latest().json().replace("<", "\\u003c"));
        return "board/board";
    }

    @GetMapping("/wall")
    String wall(Model page) {
        page.addAttribute("state", board.latest().json().replace("<", "\\u003c"));
        return "board/wall";
    }

    @GetMapping("/board/rules")
    String rules(Model page) {
        page.addAttribute("settings", settings);
        page.addAttribute("within", settings.parameters().answerWithin());
        return "board/rules";
    }
}
