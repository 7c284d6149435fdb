package io.equiveil.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Files on their way from a request, one after the other.
public interface SentFiles {

    /// The next one; what is left of the one before is passed over.
    Optional<SentFile> next() throws IOException;

    /// A file.
    ///
    /// @param name    as sent, without folders; empty if unknown
    /// @param content its bytes, read once
    record SentFile(String name, InputStream content) {}
}
