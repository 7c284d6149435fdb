package io.equiveil.files;

import java.util.Optional;

/// What is kept of files that were sent: always a PDF, and with an office file the file itself.
///
/// @param pdf             in memory only, and wiped when the take is closed
/// @param pages           at least 1
/// @param original        the office file as it was sent, to be sealed beside its pages; empty for all others
/// @param pointsElsewhere whether it refers to another file or a server, which was not asked: what is shown are the
///                        figures and pictures that the file itself holds
public record Paper(PaperKind kind, byte[] pdf, int pages, Optional<byte[]> original, boolean pointsElsewhere) {

    static Paper of(PaperKind kind, byte[] pdf, int pages) {
        return new Paper(kind, pdf, pages, Optional.empty(), false);
    }
}
