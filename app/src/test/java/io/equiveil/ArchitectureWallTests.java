package io.equiveil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.equiveil.access.AccessDecisions;
import io.equiveil.kernel.Recorded;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.vault.Opener;
import java.lang.reflect.Method;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.ControllerAdvice;

/// Walls that the module graph alone does not hold up, each with its reason.
///
/// Whoever may step over a wall is named in the rule, with why.
class ArchitectureWallTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.equiveil");

    /// The example transfer stands outside: it is a visitor that happens to live in the same archive.
    private static final String VISITOR =
            "io.equiveil.evidence.(ExamplePlay|Actor|AuthenticatorApp|Stage|WitnessProcess|VerifierProgram|.*Act|PlayReport).*";

    @Test
    void ciphersAreUsedInTheVaultOnly() {
        for (Class<?> tool : Set.of(Cipher.class, KeyGenerator.class, KeyAgreement.class, Signature.class, Mac.class)) {
            hold(noClasses()
                    .that()
                    .resideOutsideOfPackages("io.equiveil.vault..", "io.equiveil.proofs..", "io.equiveil.verifier..")
                    .and()
                    .haveNameNotMatching(VISITOR)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(tool)
                    .because("a cipher outside the vault has a key that nobody rotates, binds or destroys"));
        }
    }

    @Test
    void noCipherOfBouncyCastleIsUsedDirectly() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("io.equiveil.vault..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bouncycastle.crypto.engines..",
                        "org.bouncycastle.crypto.modes..",
                        "org.bouncycastle.crypto.macs..",
                        "org.bouncycastle.crypto.signers..",
                        "org.bouncycastle.crypto.threshold..",
                        "org.bouncycastle.jce..")
                .because("the provider's low floor is another way to a cipher outside the vault"));
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
    void onlyTheLedgerOpensPartsOfEntries() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages("io.equiveil.vault..", "io.equiveil.ledger..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntrySealer.class)
                .because("what the log holds about a subject is read through the log's own reader"));
    }

    @Test
    void onlyTheGateDecides() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages("io.equiveil.access..", "io.equiveil.disclosure..")
                .and()
                .doNotHaveFullyQualifiedName("io.equiveil.dataroom.Viewings") // asks again, only to end a viewing
                .should()
                .dependOnClassesThat()
                .areAssignableTo(AccessDecisions.class)
                .because("a decision that is not followed by its entry is one that nobody can check"));
    }

    @Test
    void timeIsPassedIn() {
        Stream.of(
                        Instant.class,
                        LocalDate.class,
                        LocalTime.class,
                        LocalDateTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class,
                        YearMonth.class)
                .map(type -> noClasses()
                        .should()
                        .callMethod(type, "now")
                        .because("a clock of one's own cannot be set by a test, and jumps back unseen"))
                .forEach(ArchitectureWallTests::hold);
        hold(noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .orShould()
                .callMethod(Calendar.class, "getInstance")
                .because("a clock of one's own cannot be set by a test, and jumps back unseen"));
        hold(noClasses()
                .that()
                .haveNameNotMatching("io.equiveil.(engine.EngineConfiguration|Start|evidence.AuthenticatorApp)"
                        + "|io.equiveil.verifier..*")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("the house has one clock; only what runs before it exists may make its own"));
    }

    @Test
    void nothingIsInjectedIntoFieldsOrSetters() {
        hold(noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .because("what a class needs stands in its constructor"));
        hold(noMethods()
                .should()
                .beAnnotatedWith(Autowired.class)
                .allowEmptyShould(true)
                .because("what a class needs stands in its constructor"));
    }

    @Test
    void controllersRepositoriesAndConfigurationsStayIndoors() {
        hold(classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .or()
                .areMetaAnnotatedWith(ControllerAdvice.class)
                .or()
                .areMetaAnnotatedWith(Repository.class)
                .or()
                .areMetaAnnotatedWith(Configuration.class)
                .and()
                .doNotHaveSimpleName("EquiVeil")
                .should()
                .notBePublic()
                .because("nothing but Spring calls a controller, and nothing but its room asks a repository"));
    }

    @Test
    void pagesAndProgramsUseTheFrontDoorOnly() {
        hold(noClasses()
                .that()
                .resideInAnyPackage("io.equiveil.*.web", "io.equiveil.*.rest")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("io.equiveil.(vault|engine)\\.(?!KeyCustody\\$Destruction|PublicAddress).*")
                .because("what pages and programs need, the room's front door offers, with decision and entry"));
        hold(noClasses()
                .that()
                .resideInAPackage("io.equiveil.*.web")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.equiveil.*.rest")
                .because("a page that leans on the programs' twin hides what the front door lacks"));
    }

    @Test
    void whatIsHeardIsRecorded() {
        List<String> others = HOUSE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(EventListener.class))
                .map(JavaMethod::reflect)
                .filter(listener -> !heard(listener)
                        .allMatch(type ->
                                Recorded.class.isAssignableFrom(type) || ApplicationEvent.class.isAssignableFrom(type)))
                .map(Method::toString)
                .toList();
        assertThat(others)
                .as("listeners of events that are neither facts for the ledger nor Spring's own")
                .isEmpty();
    }

    private static Stream<Class<?>> heard(Method listener) {
        Class<?>[] named = Objects.requireNonNull(
                        AnnotatedElementUtils.findMergedAnnotation(listener, EventListener.class))
                .classes();
        return Arrays.stream(named.length > 0 ? named : listener.getParameterTypes());
    }

    /// A call that nobody makes, but for those named.
    ///
    /// @param instead what to do instead
    /// @param except  a regular expression of class names
    private record Forbidden(String what, String instead, String except, Predicate<JavaCall<?>> is) {}

    private static final List<Forbidden> FORBIDDEN = List.of(
            new Forbidden(
                    "a random number that can be guessed",
                    "SecureRandom",
                    "",
                    call -> to(call, "java.lang.Math", "random")
                            || on(call, "java.util.random.RandomGenerator") && !on(call, "java.security.SecureRandom")),
            new Forbidden(
                    "a hash by its name",
                    "Digest.sha256",
                    "io.equiveil.(kernel.Digest|vault\\..*|engine.Migrations|(proofs|verifier)\\..*)",
                    call -> to(call, "java.security.MessageDigest", "getInstance")),
            new Forbidden(
                    "a file outside the data folder",
                    "vault's documents, or dataroom's Scratch",
                    VISITOR + "|io.equiveil.(engine.EmbeddedServer|vault.DurableFile)",
                    call -> to(call, "java.nio.file.Files", "createTempFile")
                            || to(call, "java.nio.file.Files", "createTempDirectory")
                            || to(call, "java.io.File", "createTempFile")),
            new Forbidden(
                    "reading back Java objects",
                    "canonical text, or sealed fields",
                    "io.equiveil.identity.SessionStore",
                    call -> on(call, "java.io.ObjectInputStream")),
            new Forbidden(
                    "another program",
                    "the sandbox of room files: the house is one process and its database",
                    VISITOR + "|io.equiveil.engine.*|io.equiveil.files.Sandbox",
                    call -> on(call, "java.lang.ProcessBuilder") || to(call, "java.lang.Runtime", "exec")),
            new Forbidden(
                    "a connection to elsewhere",
                    "room outgoing, the witnesses of the ledger",
                    VISITOR
                            + "|io.equiveil.(Start|Practice|engine.(EmbeddedServer|PracticeRelay)|ledger.Witnesses|outgoing.(Outgoing.*|GuardedSockets.*)|verifier\\..*)",
                    call -> on(call, "java.net.http.HttpClient", "java.net.URLConnection", "java.net.Socket")
                            || to(call, "java.net.URL", "openStream")
                            || to(call, "java.net.URL", "openConnection")),
            new Forbidden(
                    "the standard streams",
                    "Terminal on the command line, a logger elsewhere",
                    VISITOR + "|io.equiveil.Terminal|io.equiveil.verifier\\..*",
                    call -> on(call, "java.io.PrintStream") || to(call, "java.lang.Throwable", "printStackTrace")),
            new Forbidden(
                    "an end of the process",
                    "an exception; the command line decides the exit code",
                    "io.equiveil.(EquiVeil|verifier.*)",
                    call -> to(call, "java.lang.System", "exit") || to(call, "java.lang.Runtime", "halt")),
            new Forbidden(
                    "a parser of XML",
                    "JSON; what libraries parse they parse with external entities off, and so do the two classes that"
                            + " look for hidden rows of a workbook and for the words of a Word document",
                    "io.equiveil.(tables.SheetShapes|files.WordPackage)",
                    call -> call.getTargetOwner().getName().startsWith("javax.xml.")),
            new Forbidden(
                    "reflection past walls",
                    "a method",
                    "io.equiveil.ledger.FactShape",
                    call -> call.getName().equals("setAccessible")),
            new Forbidden(
                    "the machine's language or place",
                    "the reader's Locale, Locale.ROOT, Asia/Shanghai by name",
                    "io.equiveil.verifier\\..*",
                    call -> to(call, "java.util.Locale", "getDefault")
                            || to(call, "java.time.ZoneId", "systemDefault")
                            || to(call, "java.util.TimeZone", "getDefault")
                            || (to(call, "java.lang.String", "toLowerCase")
                                            || to(call, "java.lang.String", "toUpperCase"))
                                    && call.getTarget().getRawParameterTypes().isEmpty()));

    @Test
    void forbiddenCallsAreNotMade() {
        List<String> made = HOUSE.stream()
                .flatMap(type -> Stream.<JavaCall<?>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getConstructorCallsFromSelf().stream()))
                .flatMap(call -> FORBIDDEN.stream()
                        .filter(forbidden -> forbidden.is().test(call))
                        .filter(forbidden -> !call.getOriginOwner().getName().matches(forbidden.except()))
                        .map(forbidden -> "%s: use %s; %s"
                                .formatted(forbidden.what(), forbidden.instead(), call.getDescription())))
                .toList();
        assertThat(made).isEmpty();
    }

    private static boolean on(JavaCall<?> call, String... types) {
        return Arrays.stream(types).anyMatch(type -> call.getTargetOwner().isAssignableTo(type));
    }

    private static boolean to(JavaCall<?> call, String type, String method) {
        return call.getName().equals(method) && call.getTargetOwner().isAssignableTo(type);
    }

    private static void hold(ArchRule rule) {
        rule.check(HOUSE);
    }
}
