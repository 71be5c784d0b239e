package fr.allomairies.workspace.board.whatif;

import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingRules.Draft;
import fr.allomairies.routing.RoutingRules.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The texts by which a day can be played: every version, and what supervisors are still writing.
@Component
class RulesChoice {

    private static final String VERSION = "version-";
    private static final String DRAFT = "draft-";

    private final RoutingRules rules;

    RulesChoice(RoutingRules rules) {
        this.rules = rules;
    }

    /// Newest first.
    public List<Version> versions() {
        return rules.versions();
    }

    public List<Draft> drafts() {
        return rules.drafts();
    }

    public int inForce() {
        return rules.inForce().version();
    }

    public String code(Version version) {
        return VERSION + version.number();
    }

    public String code(Draft draft) {
        return DRAFT + draft.author().value();
    }

    /// Empty when there is no such text, or none any more.
    Optional<String> text(String code) {
        var version =
                versions().stream().filter(known -> code(known).equals(code)).map(Version::text);
        var draft = drafts().stream().filter(known -> code(known).equals(code)).map(Draft::text);
        return Stream.concat(version, draft).findFirst();
    }
}
