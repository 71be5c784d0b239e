package fr.allomairies.workspace.administration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.stereotype.Component;

/// How each part of the product fares, as its own health check says. What the frameworks say of themselves is shown
/// only when it is not well.
@Component
class Parts {

    private static final Set<String> FRAMEWORKS = Set.of(
            "camelHealth",
            "camelLivenessState",
            "camelReadinessState",
            "livenessState",
            "readinessState",
            "ping",
            "ssl");
    private static final Set<String> UNTOLD = Set.of("validationQuery", "total", "threshold", "path", "exists");
    private static final AdministrationPages.Times TIMES = new AdministrationPages.Times();
    private static final long GIGABYTE = 1_000_000_000L;

    /// @param status `UP`, `DOWN`, `OUT_OF_SERVICE` or `UNKNOWN`
    record Part(String name, String status, List<Detail> details) {}

    /// @param isStatus whether the value is a status, of a part of the part
    record Detail(String name, String value, boolean isStatus) {}

    private final ObjectProvider<HealthEndpoint> health;

    Parts(ObjectProvider<HealthEndpoint> health) {
        this.health = health;
    }

    /// What is not well first. Empty where no health checks are configured.
    List<Part> all() {
        var endpoint = health.getIfAvailable();
        if (endpoint == null || !(endpoint.health() instanceof CompositeHealthDescriptor parts)) {
            return List.of();
        }
        return parts(parts).entrySet().stream()
                .map(part -> part(part.getKey(), part.getValue()))
                .filter(part -> !FRAMEWORKS.contains(part.name()) || !"UP".equals(part.status()))
                .sorted((a, b) -> Boolean.compare("UP".equals(a.status()), "UP".equals(b.status())))
                .toList();
    }

    private static Map<String, HealthDescriptor> parts(CompositeHealthDescriptor composite) {
        var components = composite.getComponents();
        return components == null ? Map.of() : new TreeMap<>(components);
    }

    private static Part part(String name, HealthDescriptor health) {
        return new Part(name, health.getStatus().getCode(), details(health));
    }

    private static List<Detail> details(HealthDescriptor health) {
        return switch (health) {
            case IndicatedHealthDescriptor indicated -> told(indicated.getDetails());
            case CompositeHealthDescriptor composite ->
                parts(composite).entrySet().stream()
                        .map(part -> new Detail(
                                part.getKey(), part.getValue().getStatus().getCode(), true))
                        .toList();
            default -> List.of();
        };
    }

    private static List<Detail> told(Map<String, Object> details) {
        return details == null
                ? List.of()
                : details.entrySet().stream()
                        .filter(detail -> !UNTOLD.contains(detail.getKey()))
                        .map(detail -> new Detail(detail.getKey(), told(detail), false))
                        .toList();
    }

    private static String told(Map.Entry<String, Object> detail) {
        return switch (detail.getValue()) {
            case Long bytes when "free".equals(detail.getKey()) -> String.valueOf(bytes / GIGABYTE);
            case Instant at -> TIMES.of(at);
            case Object value -> value.toString();
        };
    }
}
