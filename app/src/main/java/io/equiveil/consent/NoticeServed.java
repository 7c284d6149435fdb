package io.equiveil.consent;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;

/// A notice was shown, in exactly the words whose hash this is.
public record NoticeServed(
        ServedNoticeId notice,
        SubjectId subject,
        Owner owner,
        Optional<RecipientId> recipient,
        Digest content,
        Means means,
        Instant at)
        implements Recorded {
    @Override
    public String ledgerKind() {
        return "notice-served/v1";
    }
}
