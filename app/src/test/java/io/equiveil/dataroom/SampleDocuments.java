package io.equiveil.dataroom;

import io.equiveil.House;
import io.equiveil.files.SampleFiles;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Requester;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/// Documents for the tests of other rooms.
public final class SampleDocuments {

    private SampleDocuments() {}

    /// A white picture.
    public static byte[] png() {
        return SampleFiles.png(300, 400, Color.WHITE);
    }

    /// A PDF of some pages that say so.
    public static byte[] pdf(int pages, String text) {
        return SampleFiles.pdf(pages, text);
    }

    /// Puts a small PDF into a matter's data room, shown from due diligence on.
    public static UUID add(House house, Requester.SignedIn who, MatterId matter) {
        try {
            UploadResult result = house.bean(DataRoom.class)
                    .add(
                            who,
                            matter,
                            new NewDocument(Cleartext.of("财务报表"), InformationClass.DOCUMENT, MatterStage.DUE_DILIGENCE),
                            ARoom.files(SampleFiles.pdf(1, "财务报表")));
            return ((UploadResult.Stored) result).document().id().value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
