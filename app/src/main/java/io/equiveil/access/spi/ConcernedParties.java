package io.equiveil.access.spi;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Whose facts the values of a matter are: the party on whose side they stand. The gate's entry about a release or a
/// refusal names these subjects, so that each of them finds it among those who looked at its data.
///
/// Several rooms may know; what they say is joined. A matter's value about which nobody names a party is not released:
/// somebody would be left out of the record of who looked. Answers may be wider than what the asker knows of the
/// parties; the entry keeps each party's part apart from the others'.
public interface ConcernedParties {

    /// Subjects per address; addresses about which this room knows nothing are left out. Reads genuine rows only.
    ///
    /// @param addresses values owned by matters
    Map<Address, Set<SubjectId>> concernedBy(Collection<Address> addresses);
}
