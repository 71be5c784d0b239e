package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.CatalogueVersions.Version;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The newest version, a few seconds after somebody has made it on any node.
@Component
class StoredCatalogue implements Catalogue {

    private static final Logger LOG = LoggerFactory.getLogger(StoredCatalogue.class);

    private final CatalogueStore store;
    private volatile Answers answers;

    StoredCatalogue(CatalogueStore store) {
        this.store = store;
        this.answers = Answers.of(store.version(store.newest()).orElseThrow());
    }

    @Scheduled(fixedDelayString = "PT3S")
    synchronized void takeOver() {
        var newest = store.newest();
        if (newest != answers.version) {
            store.version(newest).ifPresent(version -> {
                answers = Answers.of(version);
                LOG.info("the catalogue is version={}", newest);
            });
        }
    }

    @Override
    public List<Category> categories() {
        return answers.active;
    }

    @Override
    public List<Category> known() {
        return answers.all;
    }

    @Override
    public Optional<Category> category(CategoryCode code) {
        return Optional.ofNullable(answers.byCode.get(code));
    }

    @Override
    public Category other() {
        return answers.other;
    }

    @Override
    public List<ServiceCode> services() {
        return answers.working;
    }

    @Override
    public Optional<MunicipalService> service(ServiceCode code) {
        return Optional.ofNullable(answers.services.get(code));
    }

    @Override
    public List<Question> questions(CategoryCode code) {
        return ShippedQuestions.QUESTIONS.getOrDefault(code, List.of());
    }

    @Override
    public Assignment assignment(Category category, @Nullable Place place) {
        if (place == null || place.latitude() == null || place.longitude() == null) {
            return new Assignment(category.service(), null);
        }
        return answers.sectors
                .at(category.service(), place.latitude(), place.longitude())
                .map(sector -> new Assignment(sector.takenBy(), sector))
                .orElseGet(() -> new Assignment(category.service(), null));
    }

    /// Of one version.
    private record Answers(
            long version,
            List<Category> all,
            List<Category> active,
            Map<CategoryCode, Category> byCode,
            Category other,
            Map<ServiceCode, MunicipalService> services,
            List<ServiceCode> working,
            SectorMap sectors) {

        static Answers of(Version version) {
            var content = version.content();
            var byCode = content.categories().stream().collect(Collectors.toMap(Category::code, Function.identity()));
            return new Answers(
                    version.number(),
                    content.categories(),
                    content.categories().stream().filter(Category::active).toList(),
                    byCode,
                    Optional.ofNullable(byCode.get(CatalogueRule.OTHER)).orElseThrow(),
                    content.services().stream().collect(Collectors.toMap(MunicipalService::code, Function.identity())),
                    content.services().stream()
                            .filter(MunicipalService::active)
                            .map(MunicipalService::code)
                            .sorted()
                            .toList(),
                    SectorMap.read(content.sectors()));
        }
    }
}
