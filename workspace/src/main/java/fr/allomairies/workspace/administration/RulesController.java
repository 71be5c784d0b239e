package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.workspace.administration.RulesWording.Paragraph;
import fr.allomairies.workspace.administration.RulesWording.Sentence;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The rules while somebody writes them.
@RestController
@RequestMapping("/api/administration/rules")
class RulesController {

    private final RoutingRules rules;
    private final RulesWording wording;
    private final CityWorld world;

    RulesController(RoutingRules rules, RulesWording wording, CityWorld world) {
        this.rules = rules;
        this.wording = wording;
        this.world = world;
    }

    record Text(String text) {

        Text {
            Objects.requireNonNull(text);
        }
    }

    record Checked(List<Sentence> findings, List<Paragraph> reading, List<Difference.Line> difference) {}

    /// What is to be said of the text. The draft is kept on the way; a text that is the one in force is none.
    @PostMapping("/check")
    Checked check(@RequestBody Text typed, Principal author, Locale locale) {
        var checked = rules.check(typed.text(), world.now());
        var inForce = rules.version(rules.inForce().version()).orElseThrow().text();
        keep(new AgentId(author.getName()), typed.text(), inForce);
        return new Checked(
                wording.findings(checked.findings(), locale),
                wording.reading(checked.reading(), locale),
                Difference.between(inForce, typed.text()).lines());
    }

    @PostMapping("/tidy")
    Text tidy(@RequestBody Text typed) {
        return new Text(rules.tidy(typed.text()));
    }

    private void keep(AgentId author, String text, String inForce) {
        if (text.equals(inForce)) {
            rules.dropDraft(author);
        } else if (text.length() <= RoutingRules.LONGEST_TEXT) {
            rules.keepDraft(author, text);
        }
    }
}
