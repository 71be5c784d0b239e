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
        "fr.allomairies.routing.staffing..",
        "fr.allomairies.telephony.call..",
        "fr.allomairies.voiceassistant.dialogue..",
        "fr.allomairies.workspace.board.forecast..",
