package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SteeringEvent.CatalogueChanged;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.Sector;
import fr.allomairies.ticketing.chronicle.CityClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes the catalogue, each time as a whole.
@Service
class CatalogueDoor implements CatalogueVersions {

    private final CatalogueStore store;
    private final StoredCatalogue inUse;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final CityClock clock;

    CatalogueDoor(
            CatalogueStore store,
            StoredCatalogue inUse,
            EventLog log,
            TransactionTemplate transaction,
            CityClock clock) {
        this.store = store;
        this.inUse = inUse;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Version current() {
        return store.version(store.newest()).orElseThrow();
    }

    @Override
    public List<Head> history(int limit) {
        return store.heads(limit);
    }

    @Override
    public Optional<Version> version(long number) {
        return store.version(number);
    }

    @Override
    public Reading read(Part part, String text) {
        if (text.length() > MOST_CHARACTERS) {
            return new Reading(null, List.of(new Problem(part, "1", "too-long", String.valueOf(text.length()))));
        }
        var now = current().content();
        return switch (part) {
            case SERVICES -> {
                var read = CatalogueFiles.services(text);
                var all =
                        withThoseOfBefore(read.lines(), now.services(), MunicipalService::code, CatalogueDoor::retired);
                yield reading(read.problems(), new Content(all, now.categories(), now.sectors()));
            }
            case CATEGORIES -> {
                var read = CatalogueFiles.categories(text);
                var all = withThoseOfBefore(read.lines(), now.categories(), Category::code, CatalogueDoor::retired);
                yield reading(read.problems(), new Content(now.services(), all, now.sectors()));
            }
            case SECTORS -> reading(List.of(), new Content(now.services(), now.categories(), text.strip()));
        };
    }

    private static Reading reading(List<Problem> unreadable, Content content) {
        return unreadable.isEmpty()
                ? new Reading(content, CatalogueRule.check(content))
                : new Reading(null, unreadable);
    }

    private static <T, K> List<T> withThoseOfBefore(
            List<T> named, List<T> before, Function<T, K> key, UnaryOperator<T> retired) {
        var keys = named.stream().map(key).collect(Collectors.toSet());
        var all = new ArrayList<>(named);
        before.stream()
                .filter(each -> !keys.contains(key.apply(each)))
                .map(retired)
                .forEach(all::add);
        return all;
    }

    private static MunicipalService retired(MunicipalService of) {
        return new MunicipalService(
                of.code(),
                of.labelFr(),
                of.labelEn(),
                of.way(),
                of.email(),
                of.webhook(),
                of.workingDays(),
                of.outside(),
                false);
    }

    private static Category retired(Category of) {
        return new Category(
                of.code(),
                of.kind(),
                of.labelFr(),
                of.labelEn(),
                of.service(),
                of.skill(),
                of.urgentPossible(),
                of.targetWorkingDays(),
                false);
    }

    @Override
    public List<Problem> check(Content content) {
        return CatalogueRule.check(content);
    }

    @Override
    public List<Problem> change(long seen, Content wanted, AgentId by) {
        var wrong = CatalogueRule.check(wanted);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        var problems = Objects.requireNonNull(transaction.execute(_ -> {
            store.alone();
            var now = current();
            if (now.number() != seen) {
                return List.of(new Problem(Part.CATEGORIES, "", "changed-meanwhile", ""));
            }
            if (now.content().equals(wanted)) {
                return List.of(new Problem(Part.CATEGORIES, "", "same", ""));
            }
            var at = clock.now();
            log.append(new CatalogueChanged(at, store.add(wanted, by, at), by));
            return List.<Problem>of();
        }));
        inUse.takeOver();
        return problems;
    }

    @Override
    public String write(Part part, Content content) {
        return switch (part) {
            case SERVICES -> CatalogueFiles.servicesText(content.services());
            case CATEGORIES -> CatalogueFiles.categoriesText(content.categories());
            case SECTORS -> content.sectors();
        };
    }

    @Override
    public String table(Part part, List<Map<String, String>> rows) {
        return CsvTable.write(
                part == Part.SERVICES ? CatalogueFiles.SERVICE_COLUMNS : CatalogueFiles.CATEGORY_COLUMNS, rows);
    }

    @Override
    public Map<String, Map<String, String>> rows(Part part, Content content) {
        var rows = new LinkedHashMap<String, Map<String, String>>();
        switch (part) {
            case SERVICES ->
                content.services().forEach(each -> rows.put(each.code().value(), CatalogueFiles.row(each)));
            case CATEGORIES ->
                content.categories().forEach(each -> rows.put(each.code().value(), CatalogueFiles.row(each)));
            case SECTORS -> sectors(content).forEach(each -> rows.put(each.of() + " · " + each.name(), row(each)));
        }
        return rows;
    }

    private static Map<String, String> row(Sector sector) {
        var row = new LinkedHashMap<String, String>();
        row.put("service", sector.of().value());
        row.put("name", sector.name());
        row.put("taken_by", sector.takenBy().value());
        row.put("km2", String.format(Locale.ROOT, "%.3f", sector.squareKilometres()));
        return row;
    }

    @Override
    public List<Sector> sectors(Content content) {
        return SectorMap.read(content.sectors()).sectors();
    }
}
