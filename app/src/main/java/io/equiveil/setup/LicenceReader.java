package io.equiveil.setup;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.files.TakeResult;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Reads the QR code on a photograph of the business licence. The photograph is not kept and never touches a disk.
@Service
public class LicenceReader {

    private final IncomingFiles files;

    LicenceReader(IncomingFiles files) {
        this.files = files;
    }

    /// @throws IOException if the files cannot be read to their end
    public LicenceReading read(SentFiles sent) throws IOException {
        return switch (files.take(sent, Optional.empty())) {
            case TakeResult.Refused(var because) -> new LicenceReading.NotTaken(because.messageKey());
            case TakeResult.Taken taken -> {
                try (taken) {
                    yield LicenceText.read(files.qrCodesClosely(taken.paper().pdf()));
                }
            }
        };
    }
}
