package io.equiveil.frame;

import io.equiveil.kernel.Requester;
import java.util.List;

/// A room's contribution to the search box at the top. The box appears as soon as there is one such bean.
///
/// What is typed there may be somebody's name, so it is sent in the body of a form, never in an address line.
public interface SearchProvider {

    /// What this person may find by these words, best first; at most ten.
    List<Found> find(Requester.SignedIn person, String words);

    /// One line of the answer.
    ///
    /// @param kindKey message key of what it is: a client, a matter
    /// @param label   code name or mask, never a confidential value
    /// @param path    where it leads
    record Found(String kindKey, String label, String path) {}
}
