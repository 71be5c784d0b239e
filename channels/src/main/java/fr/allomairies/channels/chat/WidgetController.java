package fr.allomairies.channels.chat;

import fr.allomairies.channels.wording.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/// The widget's script, with its words in it, and a page that shows it as any site of the city would.
@Controller
class WidgetController {

    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final String WORDS = "channels.chat.widget.";

    private final String script;

    WidgetController(Wording wording, ChatSettings settings) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/chat/widget.js"))) {
            var words = Map.of("fr", wording.withPrefix(WORDS, "fr"), "en", wording.withPrefix(WORDS, "en"));
            this.script = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"WORDS\"", JsonMapper.shared().writeValueAsString(words))
                    .replace(
                            "\"LARGEST_FILE\"",
                            String.valueOf(settings.largestFile().toBytes()))
                    .replace("\"ASSISTANT_FIRST\"", String.valueOf(settings.assistant()));
        }
    }

    @GetMapping("/chat/widget.js")
    ResponseEntity<String> script() {
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(script);
    }

    @GetMapping("/chat")
    String page(Model model) {
        model.addAttribute(
                "widget",
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/chat/widget.js")
                        .toUriString());
        return "channels/chat";
    }
}
