package fr.allomairies.workspace.privacy;

import fr.allomairies.ticketing.PrivacySettings;
import fr.allomairies.workspace.board.measures.Csv;
import fr.allomairies.workspace.privacy.Register.Activity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The register of processing, to be read and to be taken away.
@Controller
@RequestMapping("/administration/privacy/register")
class RegisterPages {

    private static final List<String> TEXTS = List.of("name", "purpose", "basis", "data", "recipients");

    private final Register register;
    private final PrivacySettings settings;
    private final MessageSource messages;

    RegisterPages(Register register, PrivacySettings settings, MessageSource messages) {
        this.register = register;
        this.settings = settings;
        this.messages = messages;
    }

    @GetMapping
    String page(Model page) {
        page.addAttribute("activities", register.activities());
        page.addAttribute("partners", new TreeMap<>(register.partners()));
        page.addAttribute("settings", settings);
        return "privacy/register";
    }

    /// With a byte order mark, without which spreadsheets misread the accents.
    @GetMapping("/register.csv")
    ResponseEntity<byte[]> file(Locale locale) {
        var head = Stream.concat(TEXTS.stream(), Stream.of("active", "keep", "stores"))
                .map(column -> say("privacy.register." + column, locale))
                .toList();
        var lines = Stream.concat(
                        Stream.of(head), register.activities().stream().map(activity -> line(activity, locale)))
                .map(cells -> cells.stream().map(Csv::cell).collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"registre-des-traitements.csv\"")
                .body(lines.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> line(Activity activity, Locale locale) {
        var keep = activity.keep();
        return Stream.concat(
                        TEXTS.stream().map(text -> say("privacy.activity." + activity.code() + "." + text, locale)),
                        Stream.of(
                                say(activity.active() ? "privacy.active" : "privacy.inactive", locale),
                                say("privacy.keep." + keep.code(), locale, keep.from(), keep.to()),
                                String.join(" · ", activity.stores())))
                .toList();
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
