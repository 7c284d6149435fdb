package io.equiveil.access.spi;

import io.equiveil.kernel.PersonId;

/// How a colleague is called on pages of rooms that do not know people. Implemented by room `identity`; without it the
/// pages show the identifier.
public interface CodeNames {

    /// The code name, which is nobody's secret; never the real name.
    String codeName(PersonId person);
}
