package fr.allomairies.workspace.board;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.shell.Texts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/// The board of any minute that is past.
@Controller
class ReplayPages {

    private final Replays replays;
    private final Texts texts;

    ReplayPages(Replays replays, Texts texts) {
        this.replays = replays;
        this.texts = texts;
    }

    /// Without day or time, as it is when the page is opened first, today a quarter of an hour ago.
    @GetMapping("/board/replay")
    String page(
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String time,
            Model page) {
        var date = day == null ? Optional.of(replays.today()) : date(day);
        var minute = date.flatMap(known -> minute(known, time));
        page.addAttribute("first", replays.first().orElse(null));
        page.addAttribute("today", replays.today());
        page.addAttribute("day", date.map(LocalDate::toString).orElse(day));
        page.addAttribute("time", time);
        if (minute.isEmpty()) {
            page.addAttribute("problem", "replay.problem.form");
        } else if (!replays.isKept(date.orElseThrow())) {
            page.addAttribute("problem", "replay.problem.not-kept");
        } else {
            show(date.orElseThrow(), minute.get(), page);
        }
        return "board/replay";
    }

    private void show(LocalDate date, int wanted, Model page) {
        var last = replays.lastMinute(date);
        var minute = Math.clamp(wanted, 0, last);
        page.addAttribute("minute", minute);
        page.addAttribute("last", last);
        page.addAttribute("from", Interval.day(date).from());
        page.addAttribute("now", Interval.day(date).from().plus(Duration.ofMinutes(minute)));
        page.addAttribute("state", replays.state(date, minute).replace("<", "\\u003c"));
        page.addAttribute("texts", texts.json("board.", "skill.", "alerts.", "replay.", "steer.now"));
    }

    /// @param minute since the day began; those that are not there yet show the last
    @GetMapping(path = "/api/board/replay", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String state(@RequestParam LocalDate day, @RequestParam int minute) {
        if (!replays.isKept(day)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return replays.state(day, minute);
    }

    private static Optional<LocalDate> date(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Of the city's clocks; the hour that comes twice is the first of the two.
    private Optional<Integer> minute(LocalDate date, @Nullable String typed) {
        try {
            var from = Interval.day(date).from();
            var at = typed == null ? defaultTime(date) : LocalTime.parse(typed);
            var instant = date.atTime(at).atZone(Interval.CITY).toInstant();
            return Optional.of((int) Duration.between(from, instant).toMinutes());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private LocalTime defaultTime(LocalDate date) {
        return date.equals(replays.today())
                ? LocalTime.MIN.plusMinutes(Math.max(0, replays.lastMinute(date) - 15))
                : LocalTime.of(9, 0);
    }
}
