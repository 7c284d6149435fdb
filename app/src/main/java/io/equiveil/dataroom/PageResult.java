package io.equiveil.dataroom;

/// What came of asking for a page.
public sealed interface PageResult {

    /// The page as a JPEG, with the mark burned in.
    final class Shown implements PageResult {

        private final byte[] jpeg;

        Shown(byte[] jpeg) {
            this.jpeg = jpeg;
        }

        /// The picture itself; the caller sends it and forgets it.
        public byte[] jpeg() {
            return jpeg;
        }
    }

    /// The viewing is over, or is somebody else's, or never was (which are not told apart for strangers).
    record Ended(Ending because) implements PageResult {}

    /// The document has no such page.
    record NoSuchPage() implements PageResult {}

    /// The page does not draw, or too many pages are being drawn.
    record NotDrawn(boolean busy) implements PageResult {}
}
