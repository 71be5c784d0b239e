package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Services, categories and sectors as the administration changes them: each change is a version of all three, and
/// every node has it within seconds. Safe for many threads.
public interface CatalogueVersions {

    int MOST_CHARACTERS = 1_000_000;

    /// The newest, which may be newer than what this node's [Catalogue] says.
    Version current();

    /// The newest first.
    List<Head> history(int limit);

    Optional<Version> version(long number);

    /// The catalogue with one part as a file says it. Services and categories that the file does not name are kept,
    /// inactive: requests are theirs. Sectors that it does not name are gone.
    ///
    /// @param text CSV with a header, GeoJSON for sectors
    Reading read(Part part, String text);

    /// Why it cannot be in force; empty when it can.
    List<Problem> check(Content content);

    /// @param seen number of the version that was changed
    /// @return why nothing was changed; empty when it was. `changed-meanwhile` and `same` beside those of [#check]
    List<Problem> change(long seen, Content wanted, AgentId by);

    /// A file that [#read] takes.
    String write(Part part, Content content);

    /// A file of such rows, of services or of categories.
    String table(Part part, List<Map<String, String>> rows);

    /// What [#write] writes, by the key of each row; the fields in the order of the columns.
    Map<String, Map<String, String>> rows(Part part, Content content);

    List<Sector> sectors(Content content);

    enum Part {
        SERVICES,
        CATEGORIES,
        SECTORS
    }

    /// @param sectors a GeoJSON FeatureCollection; empty for none
    record Content(List<MunicipalService> services, List<Category> categories, String sectors) {

        public Content {
            services = List.copyOf(services);
            categories = List.copyOf(categories);
        }
    }

    /// @param number 0 for what the product comes with
    record Version(long number, Content content) {}

    record Head(long number, Instant at, AgentId by) {}

    /// @param content absent when a line cannot be read
    record Reading(@Nullable Content content, List<Problem> problems) {}

    /// @param where a line, a code or the name of a sector
    /// @param code kebab-case
    /// @param value what is wrong there, may be empty
    record Problem(Part part, String where, String code, String value) {}
}
