package io.equiveil.dataroom;

import io.equiveil.files.PaperKind;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RetentionGroup;
import java.time.Instant;
import java.util.Optional;

/// A document as far as it is known without opening anything. Title and file name are sealed.
///
/// @param owner            the matter; the subject for an identity document
/// @param matter           in which matter it is shown; for an identity document the one that its stamp names
/// @param informationClass under which class it is sealed and asked for
/// @param shownFrom        stage of the matter from which the other side and partners may see it
/// @param pages            1 to [IncomingFiles#MOST_PAGES]
/// @param ciphertextHash   SHA-256 of the encrypted stream in the store
/// @param original         SHA-256 of the encrypted stream of the office file of which these pages were made
/// @param removedAt        when it was taken out; its content is gone since then
public record RoomDocument(
        DocumentId id,
        Owner owner,
        Optional<MatterId> matter,
        InformationClass informationClass,
        MatterStage shownFrom,
        PaperKind kind,
        int pages,
        Digest ciphertextHash,
        Optional<Digest> original,
        PersonId uploadedBy,
        Instant uploadedAt,
        Optional<PersonId> removedBy,
        Optional<Instant> removedAt,
        long version) {

    /// Where title, file name and the document itself are sealed.
    public Address address() {
        return address(owner, id, informationClass);
    }

    /// Where the office file of which the pages were made is sealed.
    public Optional<Address> originalAddress() {
        return original.map(_ -> originalOf(address()));
    }

    static Address originalOf(Address address) {
        return new Address(
                address.owner(), address.group(), DataRoom.ORIGINAL, address.row(), address.informationClass());
    }

    static Address address(Owner owner, DocumentId id, InformationClass informationClass) {
        RetentionGroup group = owner instanceof Owner.OfSubject ? RetentionGroup.IDENTITY : RetentionGroup.DOCUMENTS;
        return new Address(owner, group, DataRoom.DOCUMENT, id.value(), informationClass);
    }

    /// Whether it is an identity document of a subject and not a document of a matter.
    public boolean isIdentityDocument() {
        return owner instanceof Owner.OfSubject;
    }

    public boolean isRemoved() {
        return removedAt.isPresent();
    }

    RoomDocument removed(PersonId by, Instant at) {
        return new RoomDocument(
                id,
                owner,
                matter,
                informationClass,
                shownFrom,
                kind,
                pages,
                ciphertextHash,
                original,
                uploadedBy,
                uploadedAt,
                Optional.of(by),
                Optional.of(at),
                version + 1);
    }

    RoomDocument shownFrom(MatterStage stage) {
        return new RoomDocument(
                id,
                owner,
                matter,
                informationClass,
                stage,
                kind,
                pages,
                ciphertextHash,
                original,
                uploadedBy,
                uploadedAt,
                removedBy,
                removedAt,
                version + 1);
    }
}
