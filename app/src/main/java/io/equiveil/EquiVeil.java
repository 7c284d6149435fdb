package io.equiveil;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The application's root: what Spring scans.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class EquiVeil {

    /// Starts the command named by the first argument.
    public static void main(String[] arguments) {
        System.exit(CommandLine.run(arguments));
    }
}
