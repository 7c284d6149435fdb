package io.equiveil.access;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// May this requester have these values, in this form, for this purpose?
///
/// @param who     who asks
/// @param what    at most 256 addresses
/// @param form    mask, value, document page, or value in a file that leaves
/// @param purpose why
/// @param matter  in which matter; absent outside one
/// @param at      now, as the gate's clock says
public record Question(
        Requester who, List<Address> what, Form form, Purpose purpose, Optional<MatterId> matter, Instant at) {

    public Question {
        what = List.copyOf(what);
    }

    /// In which form.
    public enum Form {
        MASK,
        VALUE,
        PAGE,
        /// A value that leaves the house in an encrypted file.
        FILE
    }
}
