package fr.allomairies.ticketing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.wording.Wording;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class CsvCatalogueTest {

    static final String HEADER =
            "code,parent,kind,label_fr,label_en,service,skill,urgent_possible,target_working_days\n";
    static final String OTHER = "other,other,question,Autre,Other,accueil,general,no,5\n";

    static final String QUESTIONS = "category,code,required,several,label_fr,label_en,options\n";

    final CsvCatalogue catalogue = new CsvCatalogue();

    @Test
    void shipsTheCategoriesOfAMetropolis() {
        assertThat(catalogue.categories()).hasSizeGreaterThan(40);
        assertThat(catalogue.category(new CategoryCode("waste.missed")).map(Category::targetWorkingDays))
                .contains(2);
        assertThat(catalogue.category(new CategoryCode("cleaning.pests")).map(Category::labelFr))
                .contains("Rats, cafards, moustiques");
        assertThat(catalogue.category(new CategoryCode("no.such"))).isEmpty();
        assertThat(catalogue.other().code().value()).isEqualTo("other");
    }

    @Test
    void namesEveryServiceInBothLanguages() {
        var wording = new Wording();

        assertThat(catalogue.services())
                .hasSizeGreaterThan(15)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(catalogue.services()).allSatisfy(service -> {
            assertThat(wording.service(Locale.FRENCH, service)).isNotEqualTo(service.value());
            assertThat(wording.service(Locale.ENGLISH, service)).isNotEqualTo(service.value());
        });
        assertThat(wording.service(Locale.FRENCH, new ServiceCode("unheard-of")))
                .isEqualTo("unheard-of");
    }

    @Test
    void saysTheSameInBothLanguages() {
        var french = ResourceBundle.getBundle("messages/ticketing", Locale.FRENCH);
        var english = ResourceBundle.getBundle("messages/ticketing", Locale.ENGLISH);

        assertThat(english.keySet()).isEqualTo(french.keySet());
    }

    @Test
    void asksQuestionsByCategory() {
        var asked = catalogue.questions(new CategoryCode("waste.missed"));

        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.required()).isTrue();
            assertThat(question.several()).isTrue();
            assertThat(question.label("fr")).isEqualTo("Quels bacs ?");
            assertThat(question.options().get(1).label("en")).isEqualTo("Recycling");
        });
        assertThat(catalogue.questions(new CategoryCode("other"))).isEmpty();
    }

    @Test
    void namesTheQuestionThatMakesNoSense() {
        for (var line : List.of(
                "no.such,a,no,no,Quoi ?,What?,",
                "other,a,no,yes,Quoi ?,What?,",
                "other,a,no,no,,What?,",
                "other,a,no,no,Quoi ?,What?,one=Un",
                "other,a,no,no,Quoi ?,What?,\nother,a,no,no,Quoi ?,What?,")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> read(OTHER, line + "\n"))
                    .withMessageContaining("questions, line of " + line.split(",")[0] + " a");
        }
    }

    @Test
    void namesTheLineThatMakesNoSense() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(OTHER + "roads.pothole,roads,report,Trou,Hole,voirie,voirie,yes,soon\n"))
                .withMessageContaining("roads.pothole");
        assertThatIllegalStateException()
                .isThrownBy(() -> read(OTHER + "roads.pothole,roads,report,,Hole,voirie,voirie,yes,1\n"))
                .withMessageContaining("label_fr");
        assertThatIllegalStateException().isThrownBy(() -> read(OTHER + OTHER)).withMessageContaining("twice");
    }

    @Test
    void needsAPlaceForWhatFitsNowhere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read("roads.pothole,roads,report,Trou,Hole,voirie,voirie,yes,1\n"))
                .withMessageContaining("other");
    }

    private static CsvCatalogue read(String lines) {
        return read(lines, "");
    }

    static CsvCatalogue read(String lines, String questions) {
        return new CsvCatalogue(
                new ByteArrayInputStream((HEADER + lines).getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream((QUESTIONS + questions).getBytes(StandardCharsets.UTF_8)));
    }
}
