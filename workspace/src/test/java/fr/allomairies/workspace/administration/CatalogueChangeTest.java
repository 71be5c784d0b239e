package fr.allomairies.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.allomairies.workspace.administration.CatalogueChange.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueChangeTest {

    static final Map<String, Map<String, String>> BEFORE =
            Map.of("a", Map.of("name", "A", "days", "1"), "b", Map.of("name", "B", "days", "2"));

    @Test
    void namesTheFieldsThatDiffer() {
        var after = Map.of("a", Map.of("name", "A", "days", "3"), "b", Map.of("name", "B", "days", "2"));

        assertThat(CatalogueChange.between(BEFORE, after))
                .containsExactly(new CatalogueChange("a", "changed", List.of(new Field("days", "1", "3"))));
    }

    @Test
    void knowsWhatIsNewAndWhatIsGone() {
        var after = Map.of("a", Map.of("name", "A", "days", "1"), "c", Map.of("name", "C"));

        assertThat(CatalogueChange.between(BEFORE, after))
                .extracting(CatalogueChange::key, CatalogueChange::kind)
                .containsExactly(tuple("c", "new"), tuple("b", "gone"));
    }

    @Test
    void isEmptyWhereNothingChanges() {
        assertThat(CatalogueChange.between(BEFORE, BEFORE)).isEmpty();
    }
}
