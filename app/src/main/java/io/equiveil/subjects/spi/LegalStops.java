package io.equiveil.subjects.spi;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;

/// What compliance keeps from being destroyed or from going on. Implemented by the room of matters; rooms below ask it
/// at every door that destroys something of a person by hand or by clock, or that brings an agreement further.
///
/// What cannot be read as it was written counts as held, and as not running.
public interface LegalStops {

    /// Whether a matter in which the subject is or was a party is under a legal hold. Asked in the transaction that
    /// destroys: no hold can be placed on those matters before that transaction ends.
    boolean isHeld(SubjectId subject);

    /// Whether the subject sells in a matter that is open: it then gave a mandate, even where the paper of it
    /// is still in the old books; or buys in one, admitted by the seller. Asked and locked as [#isHeld].
    boolean isBound(SubjectId subject);

    /// Whether the subject sells or sold in any matter: then there was a mandate, whose evidence is kept as the
    /// law says. Asked and locked as [#isHeld].
    boolean hasSold(SubjectId subject);

    /// Whether a matter goes on: open, not suspended, and no conflict of interest waits for compliance or was refused.
    boolean isRunning(MatterId matter);
}
