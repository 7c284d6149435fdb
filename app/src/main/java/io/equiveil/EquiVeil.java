package io.equiveil;

import io.equiveil.verifier.Verify;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The application's root: what Spring scans.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class EquiVeil {

    /// Runs the command named by the first argument. `verify` and `witness` are the verifier's own: the application
    /// carries it, but those two know nothing of the application.
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.getFirst().equals("verify")) {
            Verify.main(words.subList(1, words.size()).toArray(String[]::new));
        } else if (!words.isEmpty() && words.getFirst().equals("witness")) {
            Verify.main(arguments);
        } else {
            System.exit(CommandLine.run(arguments));
        }
    }
}
