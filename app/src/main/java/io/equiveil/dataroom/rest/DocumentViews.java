package io.equiveil.dataroom.rest;

import io.equiveil.dataroom.Listed;
import io.equiveil.dataroom.Reading;
import io.equiveil.dataroom.RoomDocument;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Documents as JSON.
final class DocumentViews {

    private DocumentViews() {}

    /// @param ciphertextHash  SHA-256 of the encrypted stream in the store
    /// @param originalHash    the same of the office file of which the pages were made
    /// @param pointsElsewhere only when it has just been added: whether it refers to other files,
    ///                        which were not asked
    record DocumentView(
            String id,
            @Nullable String matter,
            String informationClass,
            String shownFrom,
            String kind,
            int pages,
            String ciphertextHash,
            @Nullable String originalHash,
            Instant uploadedAt,
            @Nullable Instant removedAt,
            @Nullable Boolean pointsElsewhere) {

        static DocumentView of(RoomDocument document) {
            return of(document, null);
        }

        static DocumentView of(RoomDocument document, @Nullable Boolean pointsElsewhere) {
            return new DocumentView(
                    document.id().toString(),
                    document.matter().map(Object::toString).orElse(null),
                    document.informationClass().name(),
                    document.shownFrom().name(),
                    document.kind().name(),
                    document.pages(),
                    document.ciphertextHash().hex(),
                    document.original().map(Digest::hex).orElse(null),
                    document.uploadedAt(),
                    document.removedAt().orElse(null),
                    pointsElsewhere);
        }
    }

    /// @param title   absent if the gate refuses it
    /// @param reasons why it does
    record LineView(DocumentView document, @Nullable String title, List<String> reasons) {

        static LineView of(Listed line) {
            return new LineView(
                    DocumentView.of(line.document()),
                    line.title().map(Cleartext::revealForDisplay).orElse(null),
                    line.refusal().stream()
                            .flatMap(refused -> refused.because().stream())
                            .map(each -> each.reason().name())
                            .distinct()
                            .toList());
        }
    }

    /// @param name   code name, or a client's alias
    /// @param intake number of the ledger's entry about the release
    record ReadingView(
            String view,
            String person,
            String name,
            Instant openedAt,
            @Nullable Instant endedAt,
            @Nullable String ending,
            long intake,
            List<Reading.PageTime> pages) {

        static ReadingView of(Reading reading, String name) {
            return new ReadingView(
                    reading.view().toString(),
                    reading.person().toString(),
                    name,
                    reading.openedAt(),
                    reading.endedAt().orElse(null),
                    reading.ending().map(Enum::name).orElse(null),
                    reading.intake(),
                    reading.pages());
        }
    }
}
