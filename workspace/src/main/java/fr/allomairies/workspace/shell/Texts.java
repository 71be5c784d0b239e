package fr.allomairies.workspace.shell;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Message texts for scripts, as a JSON object that may stand inside a page. Every page has it as `texts`.
@Component
public class Texts {

    private final Messages messages;
    private final JsonMapper json;

    Texts(Messages messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /// All texts whose key begins with one of the prefixes, in the language of the request.
    public String json(String... prefixes) {
        return json.writeValueAsString(texts(LocaleContextHolder.getLocale(), prefixes))
                .replace("<", "\\u003c");
    }

    private Map<String, String> texts(Locale locale, String... prefixes) {
        var texts = new TreeMap<String, String>();
        for (var prefix : prefixes) {
            texts.putAll(messages.withPrefix(prefix, locale));
        }
        return texts;
    }
}
