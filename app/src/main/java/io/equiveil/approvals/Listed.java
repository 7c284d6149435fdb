package io.equiveil.approvals;

import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;

/// One line of the list.
///
/// @param deciders who may decide by its role; whoever asked is not among them
/// @param passesAt when deputies may decide as well
/// @param overdue  whether that moment has come
/// @param deputies who may, for those who have named one; empty before that moment, and for what needs a look
public record Listed(
        ApprovalKind kind,
        Waiting waiting,
        List<PersonId> deciders,
        Instant passesAt,
        boolean overdue,
        List<Deputyship> deputies) {

    public Listed {
        deciders = List.copyOf(deciders);
        deputies = List.copyOf(deputies);
    }

    /// Whether this reader may decide.
    public boolean isMine() {
        return waiting.right().isPresent();
    }

    /// Whether this reader may decide right in the list.
    public boolean isTicked() {
        return isMine() && waiting.fromTheList();
    }
}
