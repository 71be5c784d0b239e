package fr.allomairies.workspace.administration;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.routing.Phrase;
import fr.allomairies.routing.Phrase.Kind;
import fr.allomairies.routing.Phrase.Named;
import fr.allomairies.routing.Phrase.Paragraph;
import fr.allomairies.routing.Phrase.Said;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.PhoneNumbers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which numbers, mailboxes and lines of the rules name something, by what holds now.
@Component
class Dependents {

    private final CityNumbers numbers;
    private final Mailboxes mailboxes;
    private final RoutingRules rules;
    private final CityWorld world;

    Dependents(CityNumbers numbers, Mailboxes mailboxes, RoutingRules rules, CityWorld world) {
        this.numbers = numbers;
        this.mailboxes = mailboxes;
        this.rules = rules;
        this.world = world;
    }

    /// What the rules in force mean; empty when this version of the product no longer understands them.
    List<Paragraph> reading() {
        return rules.version(rules.inForce().version())
                .map(version -> rules.check(version.text(), world.now()).reading())
                .orElse(List.of());
    }

    /// Names of the lines of the rules that name the code.
    List<String> lines(Kind kind, String code) {
        return lines(reading(), kind, code);
    }

    static List<String> lines(List<Paragraph> reading, Kind kind, String code) {
        return reading.stream()
                .filter(paragraph -> Stream.concat(Stream.of(paragraph.title()), paragraph.sentences().stream())
                        .flatMap(Dependents::named)
                        .anyMatch(named -> named.kind() == kind && named.code().equals(code)))
                .flatMap(paragraph -> line(paragraph).stream())
                .toList();
    }

    /// Absent for what holds for all lines.
    static Optional<String> line(Paragraph paragraph) {
        return paragraph.title() instanceof Said(var key, var parts)
                        && key.equals("line")
                        && parts.getFirst() instanceof Named named
                ? Optional.of(named.code())
                : Optional.empty();
    }

    private static Stream<Named> named(Phrase phrase) {
        return switch (phrase) {
            case Said said -> said.parts().stream().flatMap(Dependents::named);
            case Named named -> Stream.of(named);
            case Phrase.Time _, Phrase.Figure _ -> Stream.empty();
        };
    }

    /// By name, whose callers go straight to one of the categories.
    List<CityNumber> numbers(Set<CategoryCode> categories) {
        return numbers.all().stream()
                .filter(number -> number.straightTo() != null && categories.contains(number.straightTo()))
                .toList();
    }

    /// Those that are read and whose mails get one of the categories.
    List<CityMailbox> mailboxes(Set<CategoryCode> categories) {
        return mailboxes.all().stream()
                .filter(mailbox ->
                        mailbox.active() && mailbox.category() != null && categories.contains(mailbox.category()))
                .toList();
    }

    /// Categories that would be gone although something leads to them.
    List<Problem> missed(Content now, Content wanted) {
        var kept = active(wanted);
        return active(now).stream()
                .filter(code -> !kept.contains(code))
                .sorted()
                .flatMap(this::uses)
                .toList();
    }

    private Stream<Problem> uses(CategoryCode code) {
        var alone = Set.of(code);
        return Stream.of(
                        numbers(alone).stream().map(number -> problem(code, "number", name(number))),
                        mailboxes(alone).stream()
                                .map(mailbox -> problem(
                                        code, "mailbox", mailbox.address().value())),
                        lines(Kind.CATEGORY, code.value()).stream().map(line -> problem(code, "line", line)))
                .flatMap(found -> found);
    }

    static String name(CityNumber number) {
        var written = PhoneNumbers.written(number.number());
        return number.name().isEmpty() ? written : number.name() + " (" + written + ")";
    }

    private static Problem problem(CategoryCode code, String by, String name) {
        return new Problem(Part.CATEGORIES, code.value(), "used-by-" + by, name);
    }

    private static Set<CategoryCode> active(Content content) {
        return content.categories().stream()
                .filter(Category::active)
                .map(Category::code)
                .collect(Collectors.toSet());
    }
}
