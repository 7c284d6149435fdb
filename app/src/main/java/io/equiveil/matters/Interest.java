package io.equiveil.matters;

import io.equiveil.kernel.Cleartext;
import java.util.Map;

/// What a client would buy, in coarse words; each may be absent. Does not print itself.
///
/// @param said per attribute what was chosen: labels of bands, several separated by `、`
public record Interest(Map<Attribute, Cleartext> said) {

    public Interest {
        said = Map.copyOf(said);
    }

    @Override
    public String toString() {
        return "Interest[" + said.keySet() + "]";
    }
}
