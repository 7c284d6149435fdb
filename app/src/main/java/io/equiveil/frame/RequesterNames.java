package io.equiveil.frame;

import io.equiveil.kernel.Requester;
import java.util.Optional;

/// How a signed-in person is called at the top of his or her own pages. Room `identity` may contribute the one bean;
/// without it pages show the roles.
public interface RequesterNames {

    /// The label, which only the person sees; asked for on every page, so it must be cheap.
    Optional<String> labelFor(Requester.SignedIn person);
}
