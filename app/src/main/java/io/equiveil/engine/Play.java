package io.equiveil.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The example transfer that `./equiveil demo` plays, once the server is up.
public interface Play {

    /// Plays it from outside, over HTTP, and prints each step.
    ///
    /// @return whether every step came out as expected; it becomes the exit code when the demo ends with its play
    boolean play(PlaySettings settings);

    /// Somebody of the example who may sign in.
    ///
    /// @param code the authenticator's code of this half minute; empty for clients, who have a PIN
    record SignIn(String role, String login, String password, String pin, String code) {
        @Override
        public String toString() {
            return "SignIn[" + role + "]";
        }
    }

    /// Who may sign in after the play, with what they prove themselves by at this moment.
    List<SignIn> signIns();

    /// How to play.
    ///
    /// @param baseUrl where the server is, without a trailing slash
    /// @param dataFolder where it keeps its data
    /// @param report where to write the report, as JSON
    /// @param exit whether the server stops when the play is over
    record PlaySettings(URI baseUrl, Path dataFolder, Optional<Path> report, boolean exit) {}
}
