package io.equiveil.subjects.spi;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import java.util.List;

/// What a room holds about a subject. One bean per room with sealed values; a test fails on a room without one.
public interface SubjectData {

    /// The room's name, as in the record types of its addresses.
    String room();

    /// Every sealed value that concerns the subject, whoever owns it. Finds; opens nothing.
    List<Address> about(SubjectId subject);

    /// Removes what of the subject's is in this room beside the sealed values themselves: blind index tokens, extracts.
    /// Called in the transaction that destroys the subject's keys. Repeating it is harmless.
    void forget(SubjectId subject);
}
