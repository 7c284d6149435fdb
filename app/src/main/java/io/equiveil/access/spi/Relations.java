package io.equiveil.access.spi;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.kernel.Address;
import java.util.Map;
import java.util.Set;

/// How the requester stands to the owners of what is asked for. Several rooms may know; the relations are joined, and
/// having none at all is a no under [io.equiveil.access.Clause#ASSIGNMENT].
public interface Relations {

    /// Relations per address; an address without any may be left out. Rows relied on are checked for their MAC.
    ///
    /// Rules may depend on the stage of `question.matter()`: a source that knows of a relation through a matter
    /// gives it only if the matter asked about is that matter and the owner is the matter itself or a party to it.
    /// `SELF` and `OVERSIGHT` follow from the requester alone and are found by room `access` itself.
    Map<Address, Set<Relation>> relations(Question question);
}
