package fr.allomairies.ticketing.catalogue;

import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What the product comes with. A line that makes no sense stops the start and is named.
final class Shipped {

    static final Content CONTENT = of(file("/services.csv"), file("/catalogue.csv"));

    private Shipped() {}

    static Content of(String services, String categories) {
        var first = CatalogueFiles.services(services);
        var second = CatalogueFiles.categories(categories);
        require(first.problems());
        require(second.problems());
        var content = new Content(first.lines(), second.lines(), "");
        require(CatalogueRule.check(content));
        return content;
    }

    private static void require(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the catalogue that is shipped: " + problems);
        }
    }

    static String file(String name) {
        try (var file = Objects.requireNonNull(Shipped.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
