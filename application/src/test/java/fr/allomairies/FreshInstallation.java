package fr.allomairies;

import fr.allomairies.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/// What an application under test begins with: a fresh database, and a data folder of its own.
public final class FreshInstallation {

    private FreshInstallation() {}

    /// To be called from a `@DynamicPropertySource`.
    public static PGSimpleDataSource register(DynamicPropertyRegistry registry) throws IOException {
        var database = PostgresExtension.freshDatabase();
        var home = Files.createTempDirectory("allo-test");
        registry.add("spring.datasource.url", database::getURL);
        registry.add("spring.datasource.username", database::getUser);
        registry.add("ALLO_HOME", home::toString);
        registry.add("allo.parts.stop-within", () -> "1m"); // several applications stop at the end of a run of tests
        registry.add("allo.tours.offered", () -> false); // nothing lies over the page by itself
        return database;
    }
}
