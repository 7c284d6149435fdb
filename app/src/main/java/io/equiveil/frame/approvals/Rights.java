package io.equiveil.frame.approvals;

import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// In whose right a person may decide. A room looks for the first that its own rule lets decide, and asks the rule both
/// of whoever gives the word and of whose right it is.
///
/// A deputy gains a decision and never a reading: what has to be opened or compared first is for whom the gate lets.
public interface Rights {

    /// One's own right first, then those of colleagues whose deputy this person is and whose time for it is over.
    ///
    /// @param askedAt when it was asked
    /// @param until   until when it can be decided, if it lapses
    List<Right> of(Requester.SignedIn who, Instant askedAt, Optional<Instant> until);

    /// Writes into the log that a deputy decided, and for whom; nothing for one's own right. Belongs into the
    /// transaction of the decision.
    void used(Requester.SignedIn who, Right right, ApprovalKind kind, ApprovalId what);
}
