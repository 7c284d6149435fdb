package io.equiveil.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to run this very application once more, in a process of its own (the demo's witness, for example).
public final class ThisProgram {

    private static final String MAIN = "io.equiveil.EquiVeil";

    private ThisProgram() {}

    /// The command line for the same Java and the same classes, whether we run from a jar or from folders.
    ///
    /// @param arguments what follows the program's name, such as `witness`, …
    public static List<String> command(String... arguments) {
        String classPath = System.getProperty("java.class.path", "");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        if (classPath.endsWith(".jar") && !classPath.contains(java.io.File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, MAIN));
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
