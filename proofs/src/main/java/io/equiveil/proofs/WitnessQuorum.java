package io.equiveil.proofs;

import java.util.List;

/// How many of which witnesses must have cosigned.
///
/// @param needed    0 to the number of witnesses
/// @param witnesses keys of type `COSIGNATURE_V1`, each a different key; copied
public record WitnessQuorum(int needed, List<VerifierKey> witnesses) {

    /// No witness is asked for. Then a log that shows different trees to different people is not found out by this
    /// check alone.
    public static final WitnessQuorum NONE = new WitnessQuorum(0, List.of());

    /// @throws IllegalArgumentException if the number cannot be met, a key is not a witness's, or one key stands in
    ///     the list twice
    public WitnessQuorum {
        witnesses = List.copyOf(witnesses);
        if (needed < 0 || needed > witnesses.size()) {
            throw new IllegalArgumentException("a quorum of " + needed + " out of " + witnesses.size());
        }
        for (int i = 0; i < witnesses.size(); i++) {
            VerifierKey key = witnesses.get(i);
            if (key.algorithm() != VerifierKey.Algorithm.COSIGNATURE_V1) {
                throw new IllegalArgumentException("not a witness key: " + key.name());
            }
            // A cosignature does not commit to the witness's name: one key under two names would count twice.
            for (VerifierKey other : witnesses.subList(0, i)) {
                if (key.sameKeyAs(other)) {
                    throw new IllegalArgumentException("one witness key under two names: " + key.name());
                }
            }
        }
    }
}
