package fr.allomairies.workspace.board.staffing;

import fr.allomairies.routing.staffing.Load;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.forecast.Forecast;
import fr.allomairies.workspace.board.reports.Shown;
import fr.allomairies.workspace.board.roster.Positions;
import fr.allomairies.workspace.board.roster.Rosters;
import fr.allomairies.workspace.shell.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// The plan of a day, the same as a file, and the calculator.
@Controller
class StaffingPages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final double MOST_ARRIVALS = 100_000;

    private final Plans plans;
    private final Rosters rosters;
    private final BoardSettings settings;
    private final Texts texts;
    private final JsonMapper json;

    StaffingPages(Plans plans, Rosters rosters, BoardSettings settings, Texts texts, JsonMapper json) {
        this.plans = plans;
        this.rosters = rosters;
        this.settings = settings;
        this.texts = texts;
        this.json = json;
    }

    @GetMapping("/staffing")
    String plan(@RequestParam Map<String, String> typed, Model page) {
        var question = question(typed);
        show(question, page);
        page.addAttribute("typedDate", typed.getOrDefault("date", String.valueOf(question.date())));
        page.addAttribute("channels", Question.CHANNELS);
        page.addAttribute("time", TIME);
        page.addAttribute("day", DAY);
        var date = question.date();
        if (date != null && question.isUnderstood()) {
            var forecast = plans.forecast(date, question.channel());
            page.addAttribute("forecast", forecast);
            page.addAttribute("holiday", plans.isHoliday(date));
            var plan = plan(question, forecast);
            if (plan != null) {
                page.addAttribute("plan", plan);
                page.addAttribute("rostered", plan.rows().stream().anyMatch(row -> row.planned() != null));
                page.addAttribute("points", points(plan));
                page.addAttribute("texts", texts.json("board.", "staffing.chart."));
            }
        }
        return "staffing/plan";
    }

    @GetMapping("/staffing/plan.csv")
    void csv(@RequestParam Map<String, String> typed, HttpServletResponse response) throws IOException {
        var question = question(typed);
        var date = question.date();
        var plan = date == null || !question.isUnderstood()
                ? null
                : plan(question, plans.forecast(date, question.channel()));
        if (plan == null) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        response.setContentType("text/csv;charset=UTF-8;header=present");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"staffing-%s-%s.csv\"".formatted(question.channel(), date));
        new PlanCsv(question.aim().target()).write(plan, response.getWriter());
    }

    @GetMapping("/staffing/calculator")
    String calculator(@RequestParam Map<String, String> typed, Model page) {
        var question = question(typed.containsKey("handle") ? typed : with(typed));
        var numbers = question.numbers();
        var arrivals = numbers.of("arrivals", 0.01, MOST_ARRIVALS);
        var minutes = numbers.of("interval", 1, 1440);
        var handle = question.handleTime();
        if (handle == null) {
            numbers.of("handle", 1, 86_400);
        }
        show(question, page);
        if (handle != null && question.isUnderstood()) {
            var load = new Load(arrivals, Duration.ofSeconds(Math.round(minutes * 60)), handle);
            page.addAttribute("load", load);
            page.addAttribute("answer", Calculation.of(load, question.patience(), question.aim()));
        }
        return "staffing/calculator";
    }

    /// The example of the dictionary of measures, for who comes without figures.
    private static Map<String, String> with(Map<String, String> typed) {
        var example = new TreeMap<>(Map.of("arrivals", "100", "interval", "30", "handle", "180"));
        example.putAll(typed);
        return example;
    }

    private Question question(Map<String, String> typed) {
        return Question.of(typed, plans.today().plusDays(1), settings);
    }

    private void show(Question question, Model page) {
        page.addAttribute("question", question);
        page.addAttribute("numbers", question.numbers());
        page.addAttribute("show", new Shown());
        page.addAttribute("shortAbandon", settings.shortAbandon().toSeconds());
    }

    /// Absent while nothing like that day is known, or not how long a contact takes.
    private @Nullable Plan plan(Question question, Forecast forecast) {
        var handleTime = question.handleTime();
        if (handleTime == null && forecast.handleTime() != null) {
            handleTime = Aim.seconds(forecast.handleTime());
        }
        var patience = question.patience() == null ? forecast.patience() : question.patience();
        return forecast.used().isEmpty() || handleTime == null || !handleTime.isPositive()
                ? null
                : Plan.of(forecast, handleTime, patience, question.aim(), Positions.by(forecast.date(), rosters));
    }

    /// For the curve.
    private record Point(
            Instant from,
            double mean,
            double low,
            double high,
            int people,
            int most,
            double present,
            @Nullable Double planned) {}

    private String points(Plan plan) {
        List<Point> points = plan.rows().stream()
                .map(row -> new Point(
                        row.from(),
                        row.arrivals().mean(),
                        row.arrivals().low(),
                        row.arrivals().high(),
                        row.people(),
                        row.most(),
                        row.present(),
                        row.planned()))
                .toList();
        return json.writeValueAsString(points);
    }
}
