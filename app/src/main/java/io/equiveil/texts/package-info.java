/// The firm's own texts: what ships with the product, room by room, in versions; the firm's own edition of it; and what
/// was adopted, by whom and when. And the guides of the product, shown under 帮助.
///
/// Holds no client's facts and never changes a text that somebody adopted or edited: a newer version stands beside it
/// until somebody takes it over.
@ApplicationModule(
        allowedDependencies = {"kernel", "frame", "frame :: worklist", "law", "ledger", "vault", "access :: spi", "firm"
        })
@NullMarked
package io.equiveil.texts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
