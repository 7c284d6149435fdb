package io.equiveil.consent;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.SubjectId;
import java.util.Map;
import java.util.Optional;

/// That a notice was shown to somebody.
///
/// @param owner     whose facts it is about: the subject's own or those of a matter
/// @param subject   who was told
/// @param notice    which notice; the current version counts
/// @param shown     content hash of what stood on the screen or paper; another hash than the current one is refused
/// @param recipient for a notice that names one
/// @param named     `recipientName` and `recipientContact`, for a notice that names a recipient; sealed on arrival
public record ServeNotice(
        Owner owner,
        SubjectId subject,
        String notice,
        NoticeLanguage language,
        Digest shown,
        Means means,
        Optional<RecipientId> recipient,
        Map<String, Cleartext> named) {

    public ServeNotice {
        named = Map.copyOf(named);
    }

    /// A notice about the subject's own facts that names nobody.
    public static ServeNotice of(SubjectId subject, Notice notice, Means means) {
        return new ServeNotice(
                Owner.of(subject),
                subject,
                notice.id(),
                notice.language(),
                notice.contentHash(),
                means,
                Optional.empty(),
                Map.of());
    }
}
