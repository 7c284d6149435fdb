package io.equiveil.consent;

import io.equiveil.kernel.Owner;

/// An owner's consent rows are not what was written; nothing is added on top of them. Somebody with direct access to
/// the database has changed them, so the security officer has to look first.
public final class TamperedConsents extends IllegalStateException {
    TamperedConsents(Owner owner) {
        super("consent rows are not genuine: " + owner.scope());
    }
}
