package io.equiveil.dataroom;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import java.util.Optional;
import java.util.function.Supplier;

/// What somebody wants to add.
///
/// @param stamp     what every page of an identity document says; empty for documents of a matter
/// @param objection why it is not taken in, asked when it comes and again before it is kept; empty if it may
record Arrival(
        Requester.SignedIn who,
        Owner owner,
        Optional<MatterId> matter,
        NewDocument about,
        Optional<String> stamp,
        Supplier<Optional<UploadResult>> objection) {}
