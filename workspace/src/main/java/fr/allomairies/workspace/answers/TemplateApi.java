package fr.allomairies.workspace.answers;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The templates that may be inserted, and what fills them on one ticket. The field in which somebody types puts the
/// two together, once: what fills a template is never read as one.
@RestController
class TemplateApi {

    private final TemplateStore store;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final MessageSource messages;
    private final String publicUrl;

    TemplateApi(
            TemplateStore store,
            Ticketing ticketing,
            Catalogue catalogue,
            AgentDirectory directory,
            MessageSource messages,
            @Value("${allo.public-url:http://localhost:8080}") String publicUrl) {
        this.store = store;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.directory = directory;
        this.messages = messages;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /// @param all for an answer to all who asked for the same: nothing is filled that is one citizen's alone
    @GetMapping("/api/desk/tickets/{ticket}/templates")
    Usable usable(
            @PathVariable TicketId ticket,
            @RequestParam(defaultValue = "false") boolean all,
            Principal who,
            Locale reader) {
        var view = ticketing.ticket(ticket).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var english = view.language().equals("en");
        return new Usable(
                english,
                Arrays.stream(Variable.values())
                        .map(variable -> new Filled(
                                variable.code(),
                                say("templates.variable." + variable.code(), variable.code(), reader),
                                all && variable.isOneCitizens()
                                        ? ""
                                        : value(variable, view, new AgentId(who.getName()), english)))
                        .toList(),
                store.all().stream()
                        .filter(AnswerTemplate::isUsable)
                        .map(template -> new Text(
                                template.abbreviation(),
                                template.content().title(),
                                template.content().french(),
                                template.content().english()))
                        .toList());
    }

    /// @param english whether the citizen reads English; everybody else reads French
    record Usable(boolean english, List<Filled> variables, List<Text> templates) {}

    /// @param value empty where the ticket does not say it
    record Filled(String name, String label, String value) {}

    record Text(String abbreviation, String title, String french, String english) {}

    private String value(Variable variable, TicketView view, AgentId who, boolean english) {
        var locale = english ? Locale.ENGLISH : Locale.FRENCH;
        var ticket = view.summary();
        var said = switch (variable) {
            case CITIZEN -> view.citizen().name();
            case NUMBER -> ticket.number();
            case TRACKING -> publicUrl + "/suivi/" + view.trackingToken();
            case SUBJECT -> ticket.subject();
            case CATEGORY ->
                catalogue
                        .category(ticket.category())
                        .map(category -> category.label(locale.getLanguage()))
                        .orElse("");
            case SERVICE ->
                ticket.service() == null
                        ? ""
                        : say("service." + ticket.service(), ticket.service().value(), locale);
            case DUE -> day(ticket.due(), locale);
            case SIGNATURE -> directory.nameOf(who);
        };
        return said == null ? "" : said;
    }

    private static String day(@Nullable LocalDate day, Locale locale) {
        return day == null
                ? ""
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale.equals(Locale.ENGLISH) ? Locale.UK : Locale.FRANCE)
                        .format(day);
    }

    private String say(String key, String otherwise, Locale locale) {
        return Objects.requireNonNullElse(messages.getMessage(key, null, otherwise, locale), otherwise);
    }
}
