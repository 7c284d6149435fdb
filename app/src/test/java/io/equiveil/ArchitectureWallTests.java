package io.equiveil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.equiveil.vault.Opener;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;

/// Walls that the module graph alone does not hold up, each with its reason.
class ArchitectureWallTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.equiveil");

    @Test
    void ciphersAreUsedInTheVaultOnly() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("io.equiveil.vault..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Cipher.class)
                .because("a cipher outside the vault has a key that nobody rotates, binds or destroys"));
    }

    @Test
    void onlyTheGateOpens() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages("io.equiveil.vault..", "io.equiveil.disclosure..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Opener.class)
                .because("whoever holds the opener reads without a decision and without an entry"));
    }

    @Test
    void timeIsPassedIn() {
        Stream.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)
                .map(type -> noClasses()
                        .should()
                        .callMethod(type, "now")
                        .because("a clock of one's own cannot be set by a test, and jumps back unseen"))
                .forEach(ArchitectureWallTests::hold);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        hold(noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .because("what a class needs stands in its constructor"));
    }

    @Test
    void controllersAndRepositoriesStayIndoors() {
        hold(classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .or()
                .areMetaAnnotatedWith(Repository.class)
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .because("nothing but Spring calls a controller, and nothing but its room asks a repository"));
    }

    private static void hold(ArchRule rule) {
        rule.check(HOUSE);
    }
}
