package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.spi.EntrySealer;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Seals the parts of ledger entries: the firm's under the house's key, a subject's under the subject's TRACE group.
@Service
class SealedEntryParts implements EntrySealer {

    static final String FIRM = "firm part of an entry";

    private final HouseSeal houseSeal;
    private final DataKeys dataKeys;
    private final DataKeyCache cache;
    private final SealedGroups groups;
    private final KeyWrapping wrapping;

    SealedEntryParts(
            HouseSeal houseSeal, DataKeys dataKeys, DataKeyCache cache, SealedGroups groups, KeyWrapping wrapping) {
        this.houseSeal = houseSeal;
        this.dataKeys = dataKeys;
        this.cache = cache;
        this.groups = groups;
        this.wrapping = wrapping;
    }

    @Override
    public byte[] sealForFirm(byte[] place, byte[] part) {
        return houseSeal.seal(FIRM, place, part);
    }

    @Override
    public Optional<byte[]> openForFirm(byte[] place, byte[] sealed) {
        return houseSeal.open(FIRM, place, sealed);
    }

    @Override
    public byte[] sealForSubject(SubjectId subject, byte[] place, byte[] part) {
        Owner owner = Owner.of(subject);
        return cache.useToSeal(owner, RetentionGroup.TRACE, key -> seal(key, owner, place, part))
                .orElseGet(() -> sealUnder(dataKeys.committedOrNew(owner, RetentionGroup.TRACE), owner, place, part));
    }

    private byte[] sealUnder(StoredKey row, Owner owner, byte[] place, byte[] part) {
        if (row.isDestroyed()) {
            return sealForNobody(row, owner, place, part);
        }
        return cache.use(row, key -> seal(key, owner, place, part))
                .orElseThrow(() -> new IllegalStateException("the wrapped data key " + row.id() + " was altered"));
    }

    /// What happens after a subject was forgotten still becomes an entry; its part dies as it is born.
    private byte[] sealForNobody(StoredKey row, Owner owner, byte[] place, byte[] part) {
        DataKey nobodys = new DataKey(row.id(), wrapping.freshSecret());
        nobodys.enter();
        byte[] sealed = seal(nobodys, owner, place, part);
        nobodys.drop();
        nobodys.leave();
        return sealed;
    }

    private byte[] seal(DataKey key, Owner owner, byte[] place, byte[] part) {
        return groups.seal(key, SealedGroups.Part.TRACE, placeOf(owner, place), Padding.pad(part));
    }

    @Override
    public Optional<byte[]> openForSubject(SubjectId subject, byte[] place, byte[] sealed) {
        Owner owner = Owner.of(subject);
        return dataKeys.committed(owner, RetentionGroup.TRACE)
                .flatMap(row -> cache.use(row, key -> {
                            byte[] padded = groups.open(key, SealedGroups.Part.TRACE, placeOf(owner, place), sealed);
                            return padded == null
                                    ? Optional.<byte[]>empty()
                                    : Optional.ofNullable(Padding.strip(padded));
                        })
                        .flatMap(opened -> opened));
    }

    private static byte[] placeOf(Owner owner, byte[] place) {
        return new Canonical().owner(owner).block(place).toBytes();
    }
}
