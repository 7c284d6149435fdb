package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A possible conflict of interest, for those who decide about it and nobody else.
///
/// @param leads      who leads the matter
/// @param other      the other matter, about the same company or with the same person; empty for an own
/// interest that was
///                   declared, and for a person of this very matter
/// @param otherLeads who leads that one
public record Conflict(
        MatterId matter,
        String codeName,
        List<PersonId> leads,
        Kind kind,
        Optional<MatterId> other,
        Optional<String> otherCodeName,
        List<PersonId> otherLeads,
        Instant foundAt) {

    /// What was found.
    public enum Kind {
        /// 同一目标公司已有其他项目
        SAME_TARGET,
        /// 经办人申报有利害关系
        OWN_INTEREST,
        /// 配偶或者实际出资人是其他项目的当事人
        PERSON_BESIDE
    }
}
