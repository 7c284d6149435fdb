package io.equiveil.dataroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.consent.Consents;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.AMatter.Buyer;
import io.equiveil.matters.Matters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/// A matter, taken on by the real rooms, and documents in it.
final class ARoom {

    private final AMatter a = AMatter.inALimitedCompany();

    final House house = a.house;
    final DataRoom room = house.bean(DataRoom.class);
    final Matters matters = a.matters;
    final Consents consents = a.consents;

    final SignedInPerson advisor = a.advisor;
    final SignedInPerson officer = a.officer;
    final String codeName = a.codeName;
    final SubjectId sellerSubject = a.sellerSubject;
    final SignedInPerson seller = a.seller;
    final MatterId matter = a.id;

    /// A buyer who has signed, was admitted by the seller, and whom the seller's consent names.
    Buyer admitBuyer() {
        return a.admittedBuyer();
    }

    /// Brings the matter to due diligence; a buyer must have been admitted.
    void toDueDiligence() {
        a.toDueDiligence();
    }

    void toAgreement() {
        a.toAgreement();
    }

    RoomDocument add(String title, byte[] content) {
        return add(title, MatterStage.DUE_DILIGENCE, content);
    }

    RoomDocument add(String title, MatterStage from, byte[] content) {
        UploadResult result = send(advisor, title, from, content);
        assertThat(result).isInstanceOf(UploadResult.Stored.class);
        return ((UploadResult.Stored) result).document();
    }

    UploadResult send(SignedInPerson who, String title, MatterStage from, byte[]... contents) {
        try {
            return room.add(
                    who.requester(),
                    matter,
                    new NewDocument(Cleartext.of(title), InformationClass.DOCUMENT, from),
                    files(contents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SentFiles files(byte[]... contents) {
        Deque<SentFiles.SentFile> waiting = new ArrayDeque<>();
        for (byte[] content : contents) {
            waiting.add(new SentFiles.SentFile("", new ByteArrayInputStream(content)));
        }
        return () -> Optional.ofNullable(waiting.poll());
    }

    ViewId opened(SignedInPerson who, RoomDocument document) {
        Opening opening = room.open(who.requester(), document.id());
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).view();
    }

    PageResult page(SignedInPerson who, ViewId view, int page) {
        return room.page(who.requester(), view, page, 480);
    }

    /// Sweeps away rows that a test has touched by hand, so that the shared house does not stay red.
    void sweep(RoomDocument document) {
        UUID id = document.id().value();
        house.ownerJdbc()
                .sql("delete from dataroom.page_views where view_id in"
                        + " (select id from dataroom.views where document_id = :id)")
                .param("id", id)
                .update();
        house.ownerJdbc()
                .sql("delete from dataroom.views where document_id = :id")
                .param("id", id)
                .update();
        house.ownerJdbc()
                .sql("delete from dataroom.documents where id = :id")
                .param("id", id)
                .update();
    }
}
