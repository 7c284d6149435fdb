package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the sources say of the documents is so.
class DocumentsWallTests {

    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("app", "proofs", "verifier", "e2e");
    private static final Pattern DOCUMENT = Pattern.compile("docs/[\\w./-]+\\.md");
    private static final Pattern RECORD_TYPE = Pattern.compile("new RecordType\\(\\s*\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+_?[a-z]*)` \\|");

    @Test
    void everyDocumentThatASourceNamesIsThere() {
        Set<String> named = found(DOCUMENT, MODULES.stream().flatMap(DocumentsWallTests::sources));

        assertThat(named).as("documents that sources name").hasSizeGreaterThan(15);
        assertThat(named.stream().filter(path -> !Files.isRegularFile(ROOT.resolve(path))))
                .isEmpty();
    }

    @Test
    void everyKindOfSealedRecordStandsInTheTableOfOwners() throws IOException {
        Set<String> sealed = found(RECORD_TYPE, files(ROOT.resolve("app/src/main/java")));
        sealed.removeAll(Set.of("access.relation", "access.probe"));
        Set<String> told = ROW.matcher(Files.readString(ROOT.resolve("docs/spec/owners.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(sealed).hasSizeGreaterThan(20);
        assertThat(told).isEqualTo(sealed);
    }

    @Test
    void everyDecisionStandsInTheIndex() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/decisions/README.md"));
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/decisions"))) {
            assertThat(decisions
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("\\d{4}-.*\\.md")))
                    .hasSizeGreaterThan(10)
                    .allMatch(name -> index.contains("](" + name + ")"));
        }
    }

    private static Stream<Path> sources(String module) {
        return Stream.of("main", "test")
                .map(part -> ROOT.resolve(module).resolve("src").resolve(part).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(DocumentsWallTests::files);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern wanted, Stream<Path> files) {
        return files.map(DocumentsWallTests::text)
                .flatMap(text -> wanted.matcher(text).results())
                .map(one -> one.group(one.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
