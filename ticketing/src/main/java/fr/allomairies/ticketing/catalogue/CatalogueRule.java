package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.MunicipalService.Way;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What services, categories and sectors must be among themselves.
final class CatalogueRule {

    static final CategoryCode OTHER = new CategoryCode("other");

    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_ADDRESS = 500;
    private static final int MOST_DAYS = 250;

    private final Content content;
    private final List<Problem> problems = new ArrayList<>();

    private CatalogueRule(Content content) {
        this.content = content;
    }

    static List<Problem> check(Content content) {
        var rule = new CatalogueRule(content);
        rule.services();
        rule.categories();
        rule.sectors();
        return List.copyOf(rule.problems);
    }

    private void services() {
        twice(Part.SERVICES, content.services(), service -> service.code().value());
        content.services().forEach(this::service);
    }

    private void service(MunicipalService service) {
        var code = service.code().value();
        label(Part.SERVICES, code, service.labelFr());
        label(Part.SERVICES, code, service.labelEn());
        days(Part.SERVICES, code, service.workingDays());
        if (service.way() == Way.MAIL && service.email() == null) {
            wrong(Part.SERVICES, code, "email-missing", "");
        }
        if (service.way() == Way.WEBHOOK && service.webhook() == null) {
            wrong(Part.SERVICES, code, "webhook-missing", "");
        }
        if (service.webhook() != null && !isOfWeb(service.webhook())) {
            wrong(Part.SERVICES, code, "webhook-form", service.webhook().toString());
        }
    }

    private static boolean isOfWeb(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getUserInfo() == null
                && address.toString().length() <= LONGEST_ADDRESS;
    }

    private void categories() {
        twice(Part.CATEGORIES, content.categories(), category -> category.code().value());
        var working = codes(true);
        var known = codes(false);
        content.categories().forEach(category -> category(category, category.active() ? working : known));
        if (content.categories().stream()
                .noneMatch(each -> each.active() && each.code().equals(OTHER))) {
            wrong(Part.CATEGORIES, OTHER.value(), "other-missing", "");
        }
    }

    private void category(Category category, Set<ServiceCode> services) {
        var code = category.code().value();
        label(Part.CATEGORIES, code, category.labelFr());
        label(Part.CATEGORIES, code, category.labelEn());
        days(Part.CATEGORIES, code, category.targetWorkingDays());
        if (!services.contains(category.service())) {
            wrong(Part.CATEGORIES, code, "service-gone", category.service().value());
        }
    }

    private void sectors() {
        var map = SectorMap.read(content.sectors());
        problems.addAll(map.problems());
        var known = codes(false);
        var working = codes(true);
        map.sectors().forEach(sector -> {
            if (!known.contains(sector.of())) {
                wrong(Part.SECTORS, sector.name(), "service-gone", sector.of().value());
            }
            if (!working.contains(sector.takenBy())) {
                wrong(
                        Part.SECTORS,
                        sector.name(),
                        "service-gone",
                        sector.takenBy().value());
            }
        });
    }

    private Set<ServiceCode> codes(boolean active) {
        return content.services().stream()
                .filter(service -> service.active() || !active)
                .map(MunicipalService::code)
                .collect(Collectors.toSet());
    }

    private <T> void twice(Part part, List<T> rows, Function<T, String> key) {
        var seen = new HashSet<String>();
        rows.stream().map(key).filter(code -> !seen.add(code)).forEach(code -> wrong(part, code, "twice", ""));
    }

    private void label(Part part, String where, String label) {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            wrong(part, where, "label-form", label);
        }
    }

    private void days(Part part, String where, int days) {
        if (days < 0 || days > MOST_DAYS) {
            wrong(part, where, "days-form", String.valueOf(days));
        }
    }

    private void wrong(Part part, String where, String code, @Nullable String value) {
        problems.add(new Problem(part, where, code, value == null ? "" : value));
    }
}
