package fr.allomairies.channels.report;

import fr.allomairies.channels.wording.Wording;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Question;
import fr.allomairies.ticketing.TicketKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/// The page on which a citizen reports, thanks and proposes. It is installed on a telephone, and is the same for
/// everybody, so that a browser keeps it for when there is no network.
@Controller
class CitizenPage {

    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final MediaType MANIFEST = new MediaType("application", "manifest+json", StandardCharsets.UTF_8);
    private static final String EMERGENCIES = "emergency";

    private final Catalogue catalogue;
    private final ReportSettings settings;
    private final Wording wording;
    private final String worker;

    CitizenPage(Catalogue catalogue, ReportSettings settings, Wording wording) throws IOException {
        this.catalogue = catalogue;
        this.settings = settings;
        this.wording = wording;
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/report/worker.js"))) {
            this.worker = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @GetMapping("/signaler")
    String page(Model model, Locale locale) {
        model.addAttribute("themes", themes(locale.getLanguage()));
        model.addAttribute("mostPhotos", settings.mostPhotos());
        return "channels/report";
    }

    @GetMapping("/report")
    String english() {
        return "redirect:/signaler?lang=en";
    }

    /// Another script for each version of the files that it keeps, which is how a browser learns of a new one.
    @GetMapping("/signaler/worker.js")
    ResponseEntity<String> worker(Model model) {
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .cacheControl(CacheControl.noCache())
                .header("Service-Worker-Allowed", "/signaler") // the page itself is above the folder of the script
                .body(worker.replace("ASSETS", String.valueOf(model.getAttribute("assets"))));
    }

    @GetMapping("/signaler/app.webmanifest")
    ResponseEntity<String> manifest(Model model, Locale locale) {
        var language = locale.getLanguage();
        var assets = String.valueOf(model.getAttribute("assets"));
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("id", "/signaler");
        manifest.put("start_url", "/signaler");
        manifest.put("scope", "/signaler");
        manifest.put("name", wording.of("channels.citizen.app", language));
        manifest.put("short_name", wording.of("channels.citizen.app.short", language));
        manifest.put("lang", language);
        manifest.put("display", "standalone");
        manifest.put("background_color", "#f4f7fa");
        manifest.put("theme_color", "#0066a6");
        manifest.put(
                "icons",
                List.of(icon(assets, "192", "any"), icon(assets, "512", "any"), icon(assets, "512", "maskable")));
        return ResponseEntity.ok()
                .contentType(MANIFEST)
                .cacheControl(CacheControl.noCache())
                .body(JsonMapper.shared().writeValueAsString(manifest));
    }

    private static Map<String, String> icon(String assets, String side, String purpose) {
        return Map.of(
                "src",
                assets + "/report-" + side + ".png",
                "sizes",
                side + "x" + side,
                "type",
                "image/png",
                "purpose",
                purpose);
    }

    /// What can be reported of a place, by theme.
    private List<Theme> themes(String language) {
        var themes = new LinkedHashMap<String, List<Choice>>();
        catalogue.categories().stream()
                .filter(category -> category.kind() == TicketKind.REPORT || category.kind() == TicketKind.COMPLAINT)
                .filter(category -> !category.code().theme().equals(EMERGENCIES))
                .forEach(category -> themes.computeIfAbsent(category.code().theme(), _ -> new ArrayList<>())
                        .add(choice(category, language)));
        return themes.entrySet().stream()
                .map(theme -> new Theme(theme.getKey(), theme.getValue()))
                .toList();
    }

    private Choice choice(Category category, String language) {
        return new Choice(
                category.code().value(),
                category.label(language),
                catalogue.questions(category.code()).stream()
                        .map(question -> Asked.of(question, language))
                        .toList());
    }

    record Theme(String code, List<Choice> choices) {}

    record Choice(String code, String label, List<Asked> questions) {}

    /// @param name of its field, as [Answers] reads it
    record Asked(
            String name, String label, boolean required, boolean several, List<Map.Entry<String, String>> options) {

        static Asked of(Question question, String language) {
            return new Asked(
                    "attribute[" + question.code() + "]" + (question.several() ? "[]" : ""),
                    question.label(language),
                    question.required(),
                    question.several(),
                    question.options().stream()
                            .map(option -> Map.entry(option.code(), option.label(language)))
                            .toList());
        }
    }
}
