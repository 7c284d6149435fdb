package io.equiveil.vault;

import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import java.time.Instant;
import java.util.List;
import org.springframework.modulith.NamedInterface;

/// Says what a receipt has to be bound to before it can carry a warrant on this node.
@NamedInterface("opener")
public interface WarrantBindings {

    /// The hash over this node's secret, the decision, the items in order, and the expiry (see `docs/spec/warrant.md`).
    Digest bindingOf(DecisionId decision, List<Warrant.Item> items, Instant expires);
}
