package io.equiveil;

import io.equiveil.engine.StartRefused;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the operator sees and types. Always UTF-8, whatever the machine's locale: our sentences are Chinese first.
final class Terminal {

    static final int LEAST_PASSPHRASE_LENGTH = 12;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    /// A step on the way, in both languages on one line.
    void step(String chinese, String english) {
        out.println("· " + chinese + " / " + english);
    }

    void line(String text) {
        out.println(text);
    }

    /// A sentence out of a few words.
    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /// The one line of a failure.
    void refusal(StartRefused refused) {
        err.println("股隐 EquiVeil: " + refused.line());
    }

    /// Whether somebody sits here whose typing can be kept off the screen.
    boolean canHide() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Asks for a line that nobody shall read off the screen, off its history or off a record of the session.
    ///
    /// @return null when there is no more
    @Nullable
    String askHidden(String question) {
        out.print(question);
        out.flush();
        char @Nullable [] typed = Objects.requireNonNull(System.console()).readPassword();
        if (typed == null) {
            return null;
        }
        String line = new String(typed);
        Arrays.fill(typed, ' ');
        return line;
    }

    /// Asks for the passphrase; twice when it is chosen just now. Empty when nobody sits at a terminal.
    Optional<char[]> askPassphrase(boolean choosing) {
        if (!canHide()) {
            return Optional.empty();
        }
        Console console = Objects.requireNonNull(System.console());
        out.print(
                choosing
                        ? "请设置根密钥口令（至少 12 个字符） / Choose a passphrase (12 characters or more): "
                        : "根密钥口令 / Passphrase: ");
        out.flush();
        char @Nullable [] typed = console.readPassword();
        if (typed == null) {
            return Optional.empty();
        }
        if (choosing) {
            out.print("再输入一次 / Once more: ");
            out.flush();
            char @Nullable [] again = console.readPassword();
            if (again == null || !Arrays.equals(typed, again)) {
                throw new StartRefused("两次输入的口令不同。", "The two passphrases differ.");
            }
            Arrays.fill(again, ' ');
        }
        return Optional.of(typed);
    }
}
