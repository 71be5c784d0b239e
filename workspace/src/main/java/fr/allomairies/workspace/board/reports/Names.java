package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.voiceassistant.Communes;
import fr.allomairies.workspace.AgentDirectory;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What readers call what the log knows by code.
@Component
public class Names {

    private final Catalogue catalogue;
    private final Communes communes;
    private final AgentDirectory directory;
    private final MessageSource messages;

    Names(Catalogue catalogue, Communes communes, AgentDirectory directory, MessageSource messages) {
        this.catalogue = catalogue;
        this.communes = communes;
        this.directory = directory;
        this.messages = messages;
    }

    String text(String key, Locale language) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, language));
    }

    public String channel(String code, Locale language) {
        return Objects.requireNonNull(messages.getMessage("board.channel." + code, null, code, language));
    }

    public String category(String code, Locale language) {
        return code.isEmpty()
                ? text("reports.unknown", language)
                : catalogue
                        .category(new CategoryCode(code))
                        .map(category -> category.label(language.getLanguage()))
                        .orElse(code);
    }

    String commune(String code, Locale language) {
        return code.isEmpty()
                ? text("reports.unknown", language)
                : communes.byCode(code).map(Communes.Commune::name).orElse(code);
    }

    /// @param code empty where it is not told
    String assistantEnd(String code, Locale language) {
        return text("reports.assistant-end." + (code.isEmpty() ? "NOT_TOLD" : code), language);
    }

    String service(String code, Locale language) {
        return code.isEmpty()
                ? text("reports.kept", language)
                : Objects.requireNonNull(messages.getMessage("service." + code, null, code, language));
    }

    String agent(AgentId agent) {
        return directory.nameOf(agent);
    }
}
