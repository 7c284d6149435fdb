package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.TextId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What changes in a standing; all else stays.
final class StandingChange {

    private final TextId text;
    private @Nullable Integer adopted;
    private @Nullable Integer draft;
    private boolean draftSet;
    private @Nullable LocalDate putOffUntil;
    private @Nullable Integer keptAgainst;
    private @Nullable Digest reviewedHash;
    private @Nullable LocalDate reviewedOn;
    private @Nullable String reference;
    private @Nullable PersonId confirmedBy;

    private StandingChange(TextId text) {
        this.text = text;
    }

    static StandingChange of(TextId text) {
        return new StandingChange(text);
    }

    TextId text() {
        return text;
    }

    StandingChange adopted(int edition) {
        this.adopted = edition;
        return draft(null);
    }

    StandingChange draft(@Nullable Integer edition) {
        this.draft = edition;
        this.draftSet = true;
        return this;
    }

    StandingChange putOffUntil(LocalDate until) {
        this.putOffUntil = until;
        return this;
    }

    StandingChange keptAgainst(int version) {
        this.keptAgainst = version;
        return this;
    }

    StandingChange review(Digest hash, LocalDate on, String where, PersonId by) {
        this.reviewedHash = hash;
        this.reviewedOn = on;
        this.reference = where;
        this.confirmedBy = by;
        return this;
    }

    TextRepository.Row applied(TextRepository.@Nullable Row before, long version, Digest leaf) {
        return new TextRepository.Row(
                text,
                adopted != null ? adopted : before == null ? null : before.adopted(),
                draftSet ? draft : before == null ? null : before.draft(),
                adopted != null
                        ? null
                        : putOffUntil != null ? putOffUntil : before == null ? null : before.putOffUntil(),
                keptAgainst != null ? keptAgainst : before == null ? 0 : before.keptAgainst(),
                reviewedHash != null ? reviewedHash : before == null ? null : before.reviewedHash(),
                reviewedOn != null ? reviewedOn : before == null ? null : before.reviewedOn(),
                reference != null ? reference : before == null ? "" : before.reviewReference(),
                confirmedBy != null ? confirmedBy : before == null ? null : before.reviewConfirmedBy(),
                version,
                leaf,
                new byte[Digest.LENGTH]);
    }
}
