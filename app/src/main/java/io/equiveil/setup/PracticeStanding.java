package io.equiveil.setup;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the practice house (演练库) stands.
///
/// @param steps   steps of the example that were played, while it is made ready
/// @param address where it is, once it is open
/// @param why     why the last one ended, or could not be opened
/// @param since   when this began
public record PracticeStanding(
        State state, int steps, Optional<URI> address, Optional<PracticeEnd> why, Optional<Instant> since) {

    /// Steps of the whole example, nearly.
    public static final int ALL_STEPS = 222;

    public enum State {
        CLOSED,
        /// Being made ready; takes a minute or two.
        PREPARING,
        OPEN,
        /// Being destroyed.
        CLOSING
    }

    /// Somebody of the practice house.
    ///
    /// @param role     as the accounts of the example are called: `owner`, `advisor`, `seller` …
    /// @param password empty for clients, who have a PIN
    /// @param code     the authenticator's code of this half minute; empty for clients
    public record SignIn(String role, String login, String password, String pin, String code) {
        @Override
        public String toString() {
            return "SignIn[" + role + "]";
        }
    }

    /// Who may sign in.
    public record SignIns(List<SignIn> people) {
        public SignIns {
            people = List.copyOf(people);
        }
    }

    /// A page may wait.
    public boolean isAtWork() {
        return state == State.PREPARING || state == State.CLOSING;
    }
}
