package io.equiveil.matters.web;

import io.equiveil.identity.People;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.vault.KeyCustody.Destruction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One destroyed group on a certificate.
///
/// @param closed   when opening stopped
/// @param gone     since when, or by when, it is unrecoverable
/// @param certain  whether that was measured
/// @param asked    code name of who asked
/// @param approved code name of the second person
record GroupLine(
        RetentionGroup group,
        @Nullable Instant closed,
        @Nullable Instant gone,
        boolean certain,
        String asked,
        String approved) {

    /// Whether it is destroyed but not yet noted outside the database: then this is no certificate yet.
    public boolean unnoted() {
        return closed != null && gone == null;
    }

    static GroupLine of(DestructionCertificate.Group group, People people) {
        String asked = people.codeName(group.asked());
        String approved = people.codeName(group.approved());
        return switch (group.destruction()) {
            case Destruction.NotDestroyed _ -> new GroupLine(group.group(), null, null, false, asked, approved);
            case Destruction.Unnoted(var at) -> new GroupLine(group.group(), at, null, false, asked, approved);
            case Destruction.Closed(var at, var by) -> new GroupLine(group.group(), at, by, false, asked, approved);
            case Destruction.Unrecoverable(var at, var since) ->
                new GroupLine(group.group(), at, since, true, asked, approved);
        };
    }
}
