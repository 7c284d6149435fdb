package io.equiveil.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Real documents of three registries that are shipped with the demo; where each comes from and under which
/// licence stands beside them in `evidence/documents/README.md`.
enum PublicDocument {
    GUIDE("debian-maintainers-guide.zh-cn.pdf", 142),
    MANUAL("bzip2-manual.pdf", 38),
    OFFICE("pdf-merger-testfile.pdf", 2),
    SITE("apache-tika-site.pdf", 1);

    private final String file;
    private final int pages;

    PublicDocument(String file, int pages) {
        this.file = file;
        this.pages = pages;
    }

    int pages() {
        return pages;
    }

    /// To be sent as it is, read while it is sent.
    Actor.Sent sent() {
        return new Actor.Sent(file, this::open);
    }

    InputStream open() {
        return Objects.requireNonNull(
                PublicDocument.class.getResourceAsStream("/evidence/documents/" + file), "shipped with the demo");
    }

    byte[] bytes() {
        try (InputStream content = open()) {
            return content.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
