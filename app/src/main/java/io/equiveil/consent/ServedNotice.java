package io.equiveil.consent;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;

/// One showing of a notice, with the words as they were.
///
/// @param owner       whose facts it is about: the subject itself, or a matter
/// @param subject     who was told
/// @param recipient   the named recipient, for a notice about handing facts to one
/// @param contentHash SHA-256 of `content`
/// @param content     exactly what was shown; the place of a recipient's name stays open here (it is sealed)
/// @param servedBy    the account that showed it or to which it was shown; absent for the machine
public record ServedNotice(
        ServedNoticeId id,
        Owner owner,
        SubjectId subject,
        Optional<RecipientId> recipient,
        String notice,
        int noticeVersion,
        NoticeLanguage language,
        Digest contentHash,
        String content,
        Means means,
        Optional<PersonId> servedBy,
        Instant at) {}
