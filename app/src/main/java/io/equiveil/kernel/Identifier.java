package io.equiveil.kernel;

import java.util.UUID;

/// A random identifier of a certain kind. Look-alikes get different types, so that mixing them does not compile.
public interface Identifier {

    /// The identifier itself.
    UUID value();
}
