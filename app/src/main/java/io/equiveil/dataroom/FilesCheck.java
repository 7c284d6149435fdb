package io.equiveil.dataroom;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.dataroom.DocumentRepository.Row;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Digest;
import io.equiveil.vault.Sealer;
import java.util.List;
import org.springframework.stereotype.Component;

/// Part of measure 2.3: of the newest fifty documents that are there, the encrypted file in the store, and that of
/// the original beside it, is byte by byte the one that was sealed.
@Component
class FilesCheck implements ControlCheck {

    private static final int SAMPLE = 50;

    private final DocumentRepository documents;
    private final Sealer sealer;

    FilesCheck(DocumentRepository documents, Sealer sealer) {
        this.documents = documents;
        this.sealer = sealer;
    }

    @Override
    public ControlId control() {
        return new ControlId("2.3");
    }

    @Override
    public Outcome check() {
        // A document whose key was destroyed is gone on purpose.
        List<RoomDocument> sample = documents.newest(4 * SAMPLE).stream()
                .map(Row::document)
                .filter(document -> !document.isRemoved() && sealer.holds(document.address()))
                .limit(SAMPLE)
                .toList();
        if (sample.isEmpty()) {
            return new Outcome.Unknown("dataroom.control.files.none");
        }
        long altered = sample.stream()
                .filter(document -> !isStored(document.address(), document.ciphertextHash())
                        || document.originalAddress()
                                .filter(address ->
                                        !isStored(address, document.original().orElseThrow()))
                                .isPresent())
                .count();
        return altered > 0
                ? new Outcome.Fails("/matters", "dataroom.control.files.altered", altered)
                : new Outcome.Holds("dataroom.control.files.hold", sample.size());
    }

    private boolean isStored(Address address, Digest hash) {
        return sealer.storedHash(address).filter(hash.hex()::equals).isPresent();
    }
}
