package io.equiveil.vault;

import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Binds a warrant to this process by a secret that nobody else has (`docs/spec/warrant.md`).
@Component
class NodeWarrantBindings implements WarrantBindings {

    private final MacKey secret = new MacKey(new Randomness().bytes(32));

    @Override
    public Digest bindingOf(DecisionId decision, List<Warrant.Item> items, Instant expires) {
        Canonical bytes = new Canonical()
                .text("warrant v1")
                .uuid(decision.value())
                .instant(expires)
                .number(items.size());
        for (Warrant.Item item : items) {
            bytes.address(item.address())
                    .text(item.form().name())
                    .number(item.fields().size());
            item.fields().stream().sorted().forEach(bytes::text);
        }
        return Digest.of(secret.of(bytes.toBytes()));
    }
}
