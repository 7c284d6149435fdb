package io.equiveil.clients.spi;

import io.equiveil.clients.ClientFile;
import io.equiveil.kernel.Requester;
import java.util.Optional;

/// Something beyond facts that belongs to taking a client on and is kept by a room above: copies of identity documents.
/// Shown on the client's page and at the end of the client's own way in.
public interface IntakeAddition {

    /// What of it there is for a file.
    ///
    /// @return empty if it is not the requester's affair
    Optional<Addition> of(Requester.SignedIn who, ClientFile file);

    /// How it stands.
    ///
    /// @param messages prefix of its texts: `….title`, `….why`, `….add`, `….list`, `….none`, `….closed`
    /// @param count    how many there are
    /// @param open     whether the requester may add one now
    /// @param add      path where that is done
    /// @param list     path where those that are there are seen
    record Addition(String messages, int count, boolean open, String add, String list) {}
}
