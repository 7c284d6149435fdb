package io.equiveil.files;

import io.equiveil.files.Papers.Sent;
import java.util.List;
import java.util.Optional;

/// What came of reading files from a request.
public sealed interface ReceiveResult {

    /// They are here, in memory, and not looked at yet. Closing wipes them; so does making a paper that is refused.
    final class Received implements ReceiveResult, AutoCloseable {

        private final List<Sent> sent;
        private final Scratch.Place place;
        private final Papers papers;
        private boolean handedOn;

        Received(List<Sent> sent, Scratch.Place place, Papers papers) {
            this.sent = sent;
            this.place = place;
            this.papers = papers;
        }

        /// The name of the first file as sent, for whoever waits; empty if unknown. Confidential, like its content.
        public String fileName() {
            return sent.isEmpty() ? "" : sent.getFirst().fileName();
        }

        /// Makes one paper of them, once. Can take a minute and a half for an office file.
        ///
        /// @param stamp what every page of an identity document says, burned into its pictures;
        ///              empty for others
        /// @return [TakeResult.Taken] is to be closed by the caller, and closes this as well
        public TakeResult make(Optional<String> stamp, Progress progress) {
            try {
                Paper paper = papers.of(sent, stamp, progress);
                place.keep(paper.pdf());
                handedOn = true;
                return new TakeResult.Taken(paper, fileName(), place);
            } catch (FileRefused refused) {
                return new TakeResult.Refused(refused.refusal());
            } finally {
                close();
            }
        }

        @Override
        public void close() {
            if (!handedOn) {
                place.close();
            }
        }
    }

    /// They are not taken in; nothing of them is kept.
    record Refused(FileRefusal because) implements ReceiveResult {}
}
