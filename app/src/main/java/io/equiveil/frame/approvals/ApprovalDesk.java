package io.equiveil.frame.approvals;

import io.equiveil.kernel.Requester;
import java.util.List;

/// What one room lets a second person decide. One bean for each kind.
public interface ApprovalDesk {

    /// How many one desk has for a reader at most.
    int MOST = 100;

    /// Of which kind.
    ApprovalKind kind();

    /// What waits and this person may decide, or has asked for itself; oldest first, at most [#MOST], nothing else of
    /// anybody.
    List<Waiting> waitingFor(Requester.SignedIn who);

    /// Gives the second person's word. Goes through the room's own front door with all of its rules, in a transaction
    /// of its own. The caller has made sure of a fresh second factor.
    ///
    /// What cannot be decided from a list is refused.
    default Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        return Answer.refused("approvals.answer.look");
    }
}
