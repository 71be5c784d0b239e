package fr.allomairies.workspace.administration;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What rules are checked against: the catalogue, the channels, the numbers and the people of today.
@Component
class CityWorld {

    /// What telephony and the chat carry out. Where nobody does, a citizen would wait for ever.
    private static final Set<String> WAYS_OUT = Set.of("voicemail", "callback", "assistant");

    private final List<ChannelAdapter> channels;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final Routing routing;
    private final CityNumbers numbers;

    CityWorld(
            List<ChannelAdapter> channels,
            Catalogue catalogue,
            AgentDirectory directory,
            Routing routing,
            CityNumbers numbers) {
        this.channels = channels;
        this.catalogue = catalogue;
        this.directory = directory;
        this.routing = routing;
        this.numbers = numbers;
    }

    World now() {
        return new World(
                channels.stream().map(ChannelAdapter::kind).collect(Collectors.toSet()),
                needs(),
                numbers.all().stream().map(CityNumber::number).collect(Collectors.toSet()),
                WAYS_OUT,
                agents());
    }

    /// The codes that rules may name, in order.
    Set<String> skills() {
        return Stream.concat(needs().values().stream(), agents().values().stream())
                .flatMap(List::stream)
                .map(own -> own.skill().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<CategoryCode, List<SkillNeed>> needs() {
        return catalogue.categories().stream()
                .collect(Collectors.toMap(
                        Category::code, category -> List.of(new SkillNeed(category.skill(), SkillNeed.LOWEST))));
    }

    private Map<AgentId, List<SkillNeed>> agents() {
        return directory.accounts().stream()
                .filter(account -> account.active() && account.role() != Role.OFFICER)
                .map(Account::login)
                .collect(Collectors.toMap(
                        Function.identity(), login -> routing.agent(login).skills()));
    }
}
