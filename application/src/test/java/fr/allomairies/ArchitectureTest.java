package fr.allomairies;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.modulith.core.ApplicationModules;

/// The house as docs/conventions.md draws it. Each rule here has been seen to catch a deliberate break.
class ArchitectureTest {

    /// Rooms that decide and do nothing else.
    private static final String[] PURE = {
        "fr.allomairies.contact..",
        "fr.allomairies.ticketing.model..",
        "fr.allomairies.routing.engine..",
        "fr.allomairies.routing.estimate..",
        "fr.allomairies.routing.staffing..",
        "fr.allomairies.routing.rules..",
        "fr.allomairies.routing.whatif..",
        "fr.allomairies.telephony.call..",
        "fr.allomairies.voiceassistant.dialogue..",
        "fr.allomairies.workspace.board.forecast..",
        "fr.allomairies.workspace.board.measures.."
    };

    /// What only computes. Jollyday computes public holidays, and Modulith's annotations name doors.
    private static final String[] HARMLESS = {
        "fr.allomairies..",
        "java.lang..",
        "java.util..",
        "java.time..",
        "java.math..",
        "java.text..",
        "java.nio.charset..",
        "org.jspecify..",
        "org.springframework.modulith..",
        "de.focus_shift.jollyday.."
    };

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("fr.allomairies");

    /// Read once: the cache behind it does not recognise the predicate, and each reading takes seconds.
    private static final ApplicationModules MODULES =
            ApplicationModules.of(AlloMairies.class, resideInAPackage("fr.allomairies.testkit.."));

    @Test
    void modulesTalkOnlyThroughFrontDoorsAndAllowedArrows() {
        MODULES.verify();
    }

    /// A rule about a room that has moved away would hold for ever.
    @ParameterizedTest
    @FieldSource("PURE")
    void pureRoomsAreThere(String room) {
        Assertions.assertThat(HOUSE.that(resideInAPackage(room))).isNotEmpty();
    }

    @Test
    void pureRoomsKnowNothingOfTheWorld() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(HARMLESS))));
    }

    @Test
    void pureRoomsHaveNoClockAndNoDice() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class));
    }

    @Test
    void camelStaysAtTheBorder() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("fr.allomairies.channels..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    @Test
    void asteriskJavaStaysInItsRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("fr.allomairies.telephony.asterisk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.asteriskjava.."));
    }

    /// To draw it anew: `-Dallo.draw=true`.
    @Test
    void theDiagramOfTheModulesIsUpToDate() throws IOException {
        var page = Path.of("..", "docs", "architecture.md");
        var drawn = ModuleDiagram.of(MODULES);
        if (Boolean.getBoolean("allo.draw")) {
            Files.writeString(page, ModuleDiagram.replacedIn(Files.readString(page), drawn));
        }
        Assertions.assertThat(page).content().contains(drawn);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(HOUSE);
    }
}
