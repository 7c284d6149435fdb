package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.spi.EntrySealer;
import org.junit.jupiter.api.Test;

class EntryPartsTests {

    private final AVault vault = new AVault();
    private final EntrySealer parts =
            new SealedEntryParts(vault.houseSeal, vault.dataKeys, vault.cache, vault.groups, vault.wrapping);
    private final SubjectId subject = SubjectId.random();
    private final byte[] place = {9, 9};
    private final byte[] part = "what happened".getBytes();

    @Test
    void eachPartOpensAtItsPlaceForItsSubject() {
        byte[] firm = parts.sealForFirm(place, part);
        byte[] own = parts.sealForSubject(subject, place, part);

        assertThat(parts.openForFirm(place, firm).orElseThrow()).isEqualTo(part);
        assertThat(parts.openForSubject(subject, place, own).orElseThrow()).isEqualTo(part);
        assertThat(parts.openForFirm(new byte[] {9}, firm)).isEmpty();
        assertThat(parts.openForSubject(subject, new byte[] {9}, own)).isEmpty();
        assertThat(parts.openForSubject(SubjectId.random(), place, own)).isEmpty();
        assertThat(parts.openForFirm(place, own)).isEmpty();
    }

    @Test
    void aSubjectsPartDiesWithItsKeyAndTheFirmsPartStays() {
        byte[] firm = parts.sealForFirm(place, part);
        byte[] own = parts.sealForSubject(subject, place, part);

        forget();

        assertThat(parts.openForSubject(subject, place, own)).isEmpty();
        assertThat(parts.openForFirm(place, firm)).isPresent();
    }

    @Test
    void whatHappensAfterwardsStillBecomesAnEntryWhosePartNobodyCanRead() {
        parts.sealForSubject(subject, place, part);
        forget();

        byte[] late = parts.sealForSubject(subject, place, part);

        assertThat(late).isNotEmpty();
        assertThat(parts.openForSubject(subject, place, late)).isEmpty();
    }

    @Test
    void aKeyMadeForAnEntryOutlivesTheRollbackOfTheCaller() {
        byte[] own = java.util.Objects.requireNonNull(vault.transaction.execute(status -> {
            status.setRollbackOnly();
            return parts.sealForSubject(subject, place, part);
        }));

        assertThat(parts.openForSubject(subject, place, own)).isPresent();
    }

    private void forget() {
        vault.transaction.executeWithoutResult(
                _ -> vault.custody.destroyKeyForever(Owner.of(subject), RetentionGroup.TRACE));
    }
}
