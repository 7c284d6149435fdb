package io.equiveil.engine;

import java.util.Optional;

/// Asked once the server is up: is there a way in for the very first administrator?
///
/// Implemented by the room that knows the people; the engine only prints the answer.
public interface FirstStart {

    /// The path of the one-time link, starting with `/`, while no administrator exists; empty from then on.
    Optional<String> oneTimePath();
}
