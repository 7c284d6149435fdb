package io.equiveil.evidence;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How to run the program that strangers get, in a process of its own that knows nothing of this application: the
/// verifier and its proofs on the class path, and nothing else where they are archives.
final class VerifierProgram {

    private static final String MAIN = "io.equiveil.verifier.Verify";
    private static final String OURS = "equiveil-(verify|proofs)-.*\\.jar";

    private final List<Path> classPath;

    private VerifierProgram(List<Path> classPath) {
        this.classPath = classPath;
    }

    /// Finds the program: beside this one where it was unpacked, inside its one archive, or on the class path while it
    /// is being developed.
    ///
    /// @param folder takes copies of what lies inside the one archive
    static VerifierProgram find(Path folder) throws IOException {
        List<Path> running = Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Path first = running.getFirst().toAbsolutePath();
        boolean archive = running.size() == 1 && first.toString().endsWith(".jar");
        List<Path> beside = archive ? ours(first.resolveSibling("lib")) : List.of();
        if (!beside.isEmpty()) {
            return new VerifierProgram(beside);
        }
        return new VerifierProgram(archive ? inside(first, folder) : running);
    }

    private static List<Path> ours(Path libraries) throws IOException {
        if (!Files.isDirectory(libraries)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.getFileName().toString().matches(OURS))
                    .toList();
        }
    }

    private static List<Path> inside(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> copies = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(each -> each.getName().matches("BOOT-INF/lib/" + OURS))
                    .toList()) {
                String name = entry.getName();
                Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
                }
                copies.add(copy);
            }
        }
        return copies;
    }

    /// The command line.
    ///
    /// @param arguments what follows the program's name
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
