package fr.allomairies.ticketing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.CatalogueVersions.Content;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Place;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CatalogueIT extends OnPostgres {

    static final AgentId ADMIN = new AgentId("admin");
    static final ServiceCode ROADS = new ServiceCode("voirie");

    @Autowired
    CatalogueVersions versions;

    @Autowired
    Catalogue catalogue;

    @Autowired
    CatalogueStore store;

    @AfterEach
    void asShipped() {
        versions.change(versions.current().number(), Shipped.CONTENT, ADMIN);
    }

    @Test
    void takesAChangeOverOnEveryNode() {
        var otherNode = new StoredCatalogue(store);
        var lines = versions.write(Part.SERVICES, versions.current().content())
                .replace("voirie,Voirie,Roads,inside,,", "voirie,Chaussées,Roads,mail,voirie@example.org,");

        assertThat(change(Part.SERVICES, lines)).isEmpty();

        assertThat(catalogue.service(ROADS)).hasValueSatisfying(roads -> {
            assertThat(roads.labelFr()).isEqualTo("Chaussées");
            assertThat(roads.way()).isEqualTo(MunicipalService.Way.MAIL);
        });
        assertThat(otherNode.service(ROADS).orElseThrow().labelFr()).isEqualTo("Voirie");
        otherNode.takeOver();
        assertThat(otherNode.service(ROADS).orElseThrow().labelFr()).isEqualTo("Chaussées");
    }

    @Test
    void keepsWhatAFileLeavesOutForTheRequestsOfBefore() {
        var lines = versions.write(Part.CATEGORIES, versions.current().content())
                .lines()
                .filter(line -> !line.startsWith("roads.pothole"))
                .toList();

        assertThat(change(Part.CATEGORIES, String.join("\n", lines))).isEmpty();

        var pothole = new CategoryCode("roads.pothole");
        assertThat(catalogue.category(pothole))
                .hasValueSatisfying(it -> assertThat(it.active()).isFalse());
        assertThat(catalogue.categories()).extracting(Category::code).doesNotContain(pothole);
        assertThat(catalogue.known()).extracting(Category::code).contains(pothole);
        var mail = mail(someone(), "Un trou", "Devant le 12.");
        var receipt = transaction.execute(_ -> ticketing.receive(mail, new CategoryGuess(pothole, 1, true, List.of())));
        assertThat(receipt.category()).isEqualTo(catalogue.other().code());
        assertThat(ticketing.classify(receipt.ticket(), pothole, ADMIN).map(Refusal::code))
                .contains("category-unknown");
    }

    @Test
    void takesAllOfAFileOrNothing() {
        var wrong = versions.write(Part.SERVICES, versions.current().content())
                + "nouveau,Nouveau,New,mail,,,5,no,yes\nautre,Autre,Other,pigeon,,,5,no,yes\n";

        var reading = versions.read(Part.SERVICES, wrong);

        assertThat(reading.content()).isNull();
        assertThat(reading.problems()).extracting(Problem::code).containsExactly("cell-form");
        var readable = versions.read(
                Part.SERVICES,
                wrong.lines()
                        .filter(it -> !it.contains("pigeon"))
                        .reduce((a, b) -> a + "\n" + b)
                        .orElseThrow());
        assertThat(readable.problems()).extracting(Problem::code).containsExactly("email-missing");
        assertThat(versions.change(versions.current().number(), readable.content(), ADMIN))
                .extracting(Problem::code)
                .containsExactly("email-missing");
        assertThat(catalogue.service(new ServiceCode("nouveau"))).isEmpty();
    }

    @Test
    void doesNotLetAServiceGoThatACategoryNeeds() {
        var lines = versions.write(Part.SERVICES, versions.current().content())
                .lines()
                .filter(line -> !line.startsWith("voirie,"))
                .toList();

        assertThat(versions.read(Part.SERVICES, String.join("\n", lines)).problems())
                .extracting(Problem::code)
                .contains("service-gone");
    }

    @Test
    void tellsTheSecondOfTwoWhoChangeTheSame() {
        var seen = versions.current();
        var first = versions.write(Part.SERVICES, seen.content()).replace("voirie,Voirie,", "voirie,Chaussées,");

        assertThat(change(Part.SERVICES, first)).isEmpty();

        var again = new Content(
                seen.content().services(), seen.content().categories().reversed(), "");
        assertThat(versions.change(seen.number(), again, ADMIN))
                .extracting(Problem::code)
                .containsExactly("changed-meanwhile");
        assertThat(versions.change(
                        versions.current().number(), versions.current().content(), ADMIN))
                .extracting(Problem::code)
                .containsExactly("same");
    }

    @Test
    void goesBackToAnEarlierVersion() {
        change(
                Part.SERVICES,
                versions.write(Part.SERVICES, versions.current().content())
                        .replace("voirie,Voirie,", "voirie,Chaussées,"));
        var then = versions.current();
        asShipped();

        assertThat(versions.change(
                        versions.current().number(),
                        versions.version(then.number()).orElseThrow().content(),
                        ADMIN))
                .isEmpty();

        assertThat(catalogue.service(ROADS).orElseThrow().labelFr()).isEqualTo("Chaussées");
        assertThat(versions.history(2)).hasSize(2).allMatch(head -> head.by().equals(ADMIN));
    }

    @Test
    void givesTheWorkOfASectorToWhomItIsTakenBy() {
        change(
                Part.SERVICES,
                versions.write(Part.SERVICES, versions.current().content())
                        + "voirie-ouest,Voirie Ouest,Roads West,inside,,,5,no,yes\n");
        var pothole = catalogue.category(new CategoryCode("roads.pothole")).orElseThrow();
        var place = new Place(43.70, 7.22, null);
        assertThat(catalogue.assignment(pothole, place).service()).isEqualTo(ROADS);

        assertThat(change(
                        Part.SECTORS,
                        SectorMapTest.collection(
                                SectorMapTest.sector("Ouest", "voirie", "voirie-ouest", SectorMapTest.WEST))))
                .isEmpty();

        var assignment = catalogue.assignment(pothole, place);
        assertThat(assignment.service().value()).isEqualTo("voirie-ouest");
        assertThat(assignment.sector())
                .isNotNull()
                .satisfies(it -> assertThat(it.name()).isEqualTo("Ouest"));
        assertThat(catalogue
                        .assignment(pothole, new Place(null, null, "rue de France"))
                        .sector())
                .isNull();
        assertThat(change(
                        Part.SECTORS,
                        SectorMapTest.collection(
                                SectorMapTest.sector("Ouest", "voirie", "nobody", SectorMapTest.WEST))))
                .containsExactly("service-gone");
    }

    private List<String> change(Part part, String text) {
        var reading = versions.read(part, text);
        var problems = reading.content() == null || !reading.problems().isEmpty()
                ? reading.problems()
                : versions.change(versions.current().number(), reading.content(), ADMIN);
        return problems.stream().map(Problem::code).toList();
    }
}
