package io.equiveil.files;

import java.util.Optional;

/// What came of taking files in.
public sealed interface TakeResult {

    /// They are one paper now. What was read lies in memory until this is closed, and is wiped then.
    final class Taken implements TakeResult, AutoCloseable {

        private final Paper paper;
        private final String fileName;
        private final Scratch.Place place;

        Taken(Paper paper, String fileName, Scratch.Place place) {
            this.paper = paper;
            this.fileName = fileName;
            this.place = place;
        }

        /// Of no use once this is closed.
        public Paper paper() {
            return paper;
        }

        /// The name of the first file as sent; empty if unknown. Confidential, like its content.
        public String fileName() {
            return fileName;
        }

        /// The name without its ending, for a title that nobody has typed.
        public Optional<String> title() {
            int dot = fileName.lastIndexOf('.');
            String title = (dot > 0 ? fileName.substring(0, dot) : fileName).strip();
            return title.isEmpty() ? Optional.empty() : Optional.of(title);
        }

        @Override
        public void close() {
            place.close();
        }
    }

    /// They are not taken in; nothing of them is kept.
    record Refused(FileRefusal because) implements TakeResult {}
}
