package io.equiveil;

/// The command line.
final class CommandLine {

    private CommandLine() {}

    static int run(String[] arguments) {
        return 2;
    }
}
