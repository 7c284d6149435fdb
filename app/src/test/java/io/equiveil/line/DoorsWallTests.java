package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/// Whoever builds a form or a call says which test carries canaries through it and sees its entry in the ledger.
class DoorsWallTests {

    @Test
    void everyFormAndEveryCallIsInTheListOfDoors() throws Exception {
        Set<String> built = built();
        assertThat(built).hasSizeGreaterThan(100);
        Set<String> listed = DoorList.read().doors().keySet();

        assertThat(difference(built, listed))
                .as("doors that line/doors.txt does not know: let EveryDoorTests go through them and write "
                        + "“| walked”, or name the test that does")
                .isEmpty();
        assertThat(difference(listed, built))
                .as("doors of line/doors.txt that are not built")
                .isEmpty();
    }

    @Test
    void everythingThatHappensByTheClockIsInTheListOfJobs() {
        Set<String> listed = Jobs.read().stream().map(Jobs.Job::source).collect(Collectors.toCollection(TreeSet::new));

        assertThat(Jobs.built())
                .as("sources that do something by themselves; line/jobs.txt says what EveryDoorTests does about each")
                .isEqualTo(listed);
    }

    @Test
    void everyTestThatIsNamedThereExists() throws Exception {
        Set<String> tests = tests().keySet();
        DoorList.read()
                .doors()
                .forEach((door, test) -> assertThat(test.equals("walked")
                                || test.startsWith("nobody yet")
                                || tests.contains(test.split("[:\\s]", 2)[0]))
                        .as("%s names a test: %s", door, test)
                        .isTrue());
    }

    /// A promise whose test is gone, or runs only now and then without saying so, is none.
    @Test
    void everyTestThatTheSecurityPageNamesExistsAndRunsAsItSays() throws Exception {
        Map<String, Path> tests = tests();
        for (String line : Files.readAllLines(Path.of("../SECURITY.md"))) {
            Matcher named = Pattern.compile("`([A-Z]\\w+Tests)`").matcher(line);
            while (named.find()) {
                assertThat(tests).as("SECURITY.md").containsKey(named.group(1));
                String source = Files.readString(tests.get(named.group(1)));
                assertThat(!OF_THE_LONG_RUN.matcher(source).find() || line.contains("./equiveil soak"))
                        .as("%s belongs to the long run; SECURITY.md says so", named.group(1))
                        .isTrue();
            }
        }
    }

    private static final Pattern OF_THE_LONG_RUN = Pattern.compile("@Tag\\(\"soak\"\\)\\s+(@[^\n]*\\s+)*class ");

    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new TreeMap<>();
        for (String module : List.of("../app", "../e2e", "../verifier", "../proofs")) {
            Path sources = Path.of(module, "src/test/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    tests.put(file.getFileName().toString().replaceFirst("\\.java$", ""), file));
                }
            }
        }
        return tests;
    }

    private static Set<String> difference(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    /// As the annotations say, without starting anything.
    private static Set<String> built() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Set<String> doors = new TreeSet<>();
        for (var candidate : scanner.findCandidateComponents("io.equiveil")) {
            Class<?> controller = Class.forName(candidate.getBeanClassName());
            if (controller.getProtectionDomain().equals(DoorsWallTests.class.getProtectionDomain())) {
                continue; // controllers of tests
            }
            RequestMapping onType = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
            String[] bases = onType == null || onType.path().length == 0 ? new String[] {""} : onType.path();
            for (Method handler : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
                if (mapping == null) {
                    continue;
                }
                String[] paths = mapping.path().length == 0 ? new String[] {""} : mapping.path();
                Arrays.stream(mapping.method())
                        .filter(method -> method != RequestMethod.GET && method != RequestMethod.HEAD)
                        .forEach(method -> Arrays.stream(bases)
                                .forEach(base ->
                                        Arrays.stream(paths).forEach(path -> doors.add(method + " " + base + path))));
            }
        }
        return doors;
    }
}
