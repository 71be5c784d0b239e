package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.tour.Tour;
import fr.allomairies.workspace.tour.Tours;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/// The page. What is on it comes from [DeskApi].
@Controller
class DeskController {

    private final Catalogue catalogue;
    private final Labels labels;
    private final Tours tours;
    private final JsonMapper json;

    DeskController(Catalogue catalogue, Labels labels, Tours tours, JsonMapper json) {
        this.tours = tours;
        this.catalogue = catalogue;
        this.labels = labels;
        this.json = json;
    }

    @GetMapping("/desk")
    String desk(Principal who, Locale locale, HttpSession session, Model page) {
        page.addAttribute("callWanted", WantedCall.isIn(session));
        page.addAttribute("catalogue", json.writeValueAsString(choices(locale)).replace("<", "\\u003c"));
        page.addAttribute("tourIsNew", tours.isNew(Tour.DESK, new AgentId(who.getName())));
        page.addAttribute("pauseReasons", PauseReason.codes());
        return "desk/desk";
    }

    private Choices choices(Locale locale) {
        return new Choices(
                catalogue.categories().stream()
                        .map(category -> new CategoryChoice(
                                category.code().value(),
                                category.label(locale.getLanguage()),
                                category.service().value(),
                                category.kind().name()))
                        .toList(),
                catalogue.services().stream()
                        .map(service -> new ServiceChoice(service.value(), labels.service(service, locale)))
                        .toList());
    }

    record Choices(List<CategoryChoice> categories, List<ServiceChoice> services) {}

    record CategoryChoice(String code, String label, String service, String kind) {}

    record ServiceChoice(String code, String label) {}
}
