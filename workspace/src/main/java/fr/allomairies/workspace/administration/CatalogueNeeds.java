package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.routing.Phrase.Kind;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Asked;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.Order;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What depends on a service, on a category or on a number.
@Component
class CatalogueNeeds {

    /// More are not counted.
    private static final int MOST_COUNTED = 200;

    private final CatalogueVersions catalogue;
    private final Ticketing ticketing;
    private final Tasks tasks;
    private final AgentDirectory directory;
    private final Routing routing;
    private final Dependents dependents;

    CatalogueNeeds(
            CatalogueVersions catalogue,
            Ticketing ticketing,
            Tasks tasks,
            AgentDirectory directory,
            Routing routing,
            Dependents dependents) {
        this.dependents = dependents;
        this.catalogue = catalogue;
        this.ticketing = ticketing;
        this.tasks = tasks;
        this.directory = directory;
        this.routing = routing;
    }

    /// @param what a code: `categories`, `sectors`, `officers`, `requests`, `tasks`, `agents`, `numbers`,
    /// `mailboxes`, `lines`
    /// @param names of some of them; empty where a number says it all
    /// @param more than are counted
    public record Need(String what, int count, boolean more, String names) {}

    List<Need> ofService(String code, Content content) {
        var service = new ServiceCode(code);
        return List.of(
                named(
                        "categories",
                        content.categories().stream()
                                .filter(each -> each.active() && each.service().equals(service))
                                .map(Category::labelFr)
                                .toList()),
                named(
                        "sectors",
                        catalogue.sectors(content).stream()
                                .filter(each -> each.of().equals(service)
                                        || each.takenBy().equals(service))
                                .map(each -> each.name())
                                .toList()),
                named(
                        "officers",
                        directory.accounts().stream()
                                .filter(account -> account.active() && service.equals(account.service()))
                                .map(Account::name)
                                .toList()),
                counted("requests", new TicketFilter(null, TicketStatus.WITH_SERVICE, service, null)),
                new Need(
                        "tasks",
                        tasks.count(new Asked.Of(new For.Service(service))).open(),
                        false,
                        ""));
    }

    List<Need> ofCategory(String code, Content content) {
        var category = content.categories().stream()
                .filter(each -> each.code().value().equals(code))
                .findFirst()
                .orElseThrow();
        return List.of(
                named("agents", able(category.skill()).toList()),
                named(
                        "numbers",
                        dependents.numbers(Set.of(category.code())).stream()
                                .map(Dependents::name)
                                .toList()),
                named(
                        "mailboxes",
                        dependents.mailboxes(Set.of(category.code())).stream()
                                .map(mailbox -> mailbox.address().value())
                                .toList()),
                named("lines", dependents.lines(Kind.CATEGORY, code)),
                counted(
                        "requests",
                        new TicketFilter(
                                null, null, null, null, new CategoryCode(code), new View.Open(), Order.CHANGED)));
    }

    /// Lines of the rules and people who can take its calls.
    List<Need> ofNumber(CityNumber number) {
        var lines = named("lines", dependents.lines(Kind.NUMBER, number.number()));
        var matter = number.straightTo();
        return matter == null
                ? List.of(lines)
                : List.of(
                        lines,
                        named(
                                "agents",
                                catalogue.current().content().categories().stream()
                                        .filter(category -> category.code().equals(matter))
                                        .flatMap(category -> able(category.skill()))
                                        .toList()));
    }

    private Stream<String> able(Skill skill) {
        return directory.accounts().stream()
                .filter(Account::active)
                .filter(account -> has(account.login(), skill))
                .map(Account::name);
    }

    /// That agents may have, by what the categories ask for.
    Set<String> skills(Content content) {
        return content.categories().stream()
                .map(category -> category.skill().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean has(AgentId agent, Skill skill) {
        return routing.agent(agent).skills().stream()
                .anyMatch(own -> own.skill().equals(skill));
    }

    private static Need named(String what, List<String> names) {
        return new Need(what, names.size(), false, String.join(", ", names));
    }

    private Need counted(String what, TicketFilter filter) {
        var found = ticketing.find(filter, MOST_COUNTED + 1, 0).size();
        return new Need(what, Math.min(found, MOST_COUNTED), found > MOST_COUNTED, "");
    }
}
