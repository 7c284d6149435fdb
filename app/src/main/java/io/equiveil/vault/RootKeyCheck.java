package io.equiveil.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A public mark of the root key, kept beside its file: whether a key that came from paper belongs to this data folder
/// is known before anything is written. It is derived one way and says nothing about the key.
public final class RootKeyCheck {

    private static final int BYTES = 16;

    private RootKeyCheck() {}

    /// Leaves the mark if there is none yet.
    ///
    /// @param rootKeyFile where the root key is kept; the mark lies beside it
    public static void leave(Path rootKeyFile, RootKey key) throws IOException {
        Path mark = mark(rootKeyFile);
        if (!Files.exists(mark)) {
            DurableFile.replace(mark, (markOf(key) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// Whether the key is the one of this file. Without a mark nothing tells, so a root key that is there is not to be
    /// replaced; where both are lost, there is nothing to lose.
    public static boolean fits(Path rootKeyFile, RootKey key) throws IOException {
        Path mark = mark(rootKeyFile);
        return Files.exists(mark) ? Files.readString(mark).strip().equals(markOf(key)) : !Files.exists(rootKeyFile);
    }

    private static Path mark(Path rootKeyFile) {
        return rootKeyFile.resolveSibling(rootKeyFile.getFileName() + ".check");
    }

    private static String markOf(RootKey key) {
        return HexFormat.of().formatHex(key.derive("root key check v1", BYTES));
    }
}
