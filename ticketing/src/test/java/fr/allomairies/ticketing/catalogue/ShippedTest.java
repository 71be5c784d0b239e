package fr.allomairies.ticketing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.Category;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ShippedTest {

    static final String SERVICES =
            "code,label_fr,label_en,way,email,webhook,working_days,active\naccueil,Accueil,Reception,inside,,,5,yes\n";
    static final String HEADER =
            "code,parent,kind,label_fr,label_en,service,skill,urgent_possible,target_working_days\n";
    static final String OTHER = "other,other,question,Autre,Other,accueil,general,no,5\n";

    @Test
    void shipsTheCategoriesOfAMetropolis() {
        assertThat(Shipped.CONTENT.categories()).hasSizeGreaterThan(40);
        assertThat(category("waste.missed").targetWorkingDays()).isEqualTo(2);
        assertThat(category("cleaning.pests").labelFr()).isEqualTo("Rats, cafards, moustiques");
    }

    @Test
    void namesEveryServiceInBothLanguages() {
        assertThat(Shipped.CONTENT.services()).hasSizeGreaterThan(15).allSatisfy(service -> {
            assertThat(service.labelFr())
                    .isNotBlank()
                    .isNotEqualTo(service.code().value());
            assertThat(service.labelEn())
                    .isNotBlank()
                    .isNotEqualTo(service.code().value());
        });
    }

    @Test
    void comesBackFromItsFilesAsItWas() {
        var services = CatalogueFiles.services(CatalogueFiles.servicesText(Shipped.CONTENT.services()));
        var categories = CatalogueFiles.categories(CatalogueFiles.categoriesText(Shipped.CONTENT.categories()));

        assertThat(new Content(services.lines(), categories.lines(), "")).isEqualTo(Shipped.CONTENT);
    }

    @Test
    void readsTheFileOfAFrenchSpreadsheet() {
        var file = "\uFEFFcode;label_fr;label_en;way;email;webhook;working_days;active\r\n"
                + "eau;Eau, assainissement;Water;mail;eau@example.org;;5;oui\r\n";

        var services = CatalogueFiles.services(file);

        assertThat(services.problems()).isEmpty();
        assertThat(services.lines()).singleElement().satisfies(water -> {
            assertThat(water.labelFr()).isEqualTo("Eau, assainissement");
            assertThat(water.email()).isEqualTo(new EmailAddress("eau@example.org"));
            assertThat(water.active()).isTrue();
        });
    }

    @Test
    void saysTheSameInBothLanguages() {
        var french = ResourceBundle.getBundle("messages/ticketing", Locale.FRENCH);
        var english = ResourceBundle.getBundle("messages/ticketing", Locale.ENGLISH);

        assertThat(english.keySet()).isEqualTo(french.keySet());
    }

    @Test
    void namesTheLineThatMakesNoSense() {
        refuses(OTHER + "roads.pothole,roads,report,Trou,Hole,accueil,voirie,yes,soon\n", "soon");
        refuses(OTHER + "roads.pothole,roads,report,,Hole,accueil,voirie,yes,1\n", "label_fr");
        refuses(OTHER + "roads.pothole,roads,report,Trou,Hole,nowhere,voirie,yes,1\n", "service-gone");
        refuses(OTHER + OTHER, "twice");
    }

    @Test
    void needsAPlaceForWhatFitsNowhere() {
        refuses("roads.pothole,roads,report,Trou,Hole,accueil,voirie,yes,1\n", "other");
    }

    private static void refuses(String lines, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Shipped.of(SERVICES, HEADER + lines))
                .withMessageContaining(why);
    }

    private static Category category(String code) {
        return Shipped.CONTENT.categories().stream()
                .filter(category -> category.code().value().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
