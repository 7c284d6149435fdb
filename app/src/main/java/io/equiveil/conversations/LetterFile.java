package io.equiveil.conversations;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.files.TakeResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A photograph or a voice note on its way in. What it is, its content says; what it claims to be
/// counts for nothing.
sealed interface LetterFile {

    /// A photograph as a paper of one page, PDF.
    record Photo(byte[] pdf) implements LetterFile {}

    /// @param media how a browser plays it
    record Voice(byte[] sound, String media) implements LetterFile {}

    record Nothing() implements LetterFile {}

    record No(WriteResult because) implements LetterFile {}

    int HEAD = 16;
    int LONGEST_PHOTO = 8 << 20;

    /// The first file that holds anything.
    static LetterFile of(SentFiles files, IncomingFiles incoming) throws IOException {
        for (Optional<SentFiles.SentFile> next = files.next(); next.isPresent(); next = files.next()) {
            BufferedInputStream content = new BufferedInputStream(next.get().content());
            content.mark(HEAD);
            byte[] head = content.readNBytes(HEAD);
            content.reset();
            if (head.length > 0) {
                Optional<String> media = media(head);
                return media.isPresent()
                        ? voice(content, media.get())
                        : photo(new SentFiles.SentFile(next.get().name(), content), head, incoming);
            }
        }
        return new Nothing();
    }

    private static LetterFile voice(BufferedInputStream content, String media) throws IOException {
        byte[] sound = content.readNBytes(Conversations.LONGEST_VOICE + 1);
        return sound.length > Conversations.LONGEST_VOICE
                ? new No(new WriteResult.Refused(LetterRefusal.VOICE_TOO_LONG))
                : new Voice(sound, media);
    }

    private static LetterFile photo(SentFiles.SentFile file, byte[] head, IncomingFiles incoming) throws IOException {
        if (begins(head, 0, "#!AMR")) {
            return new No(new WriteResult.Refused(LetterRefusal.VOICE_NOT_PLAYABLE));
        }
        if (begins(head, 0, "%PDF") || begins(head, 0, "PK")) {
            return new No(new WriteResult.Refused(LetterRefusal.NOT_A_PHOTO));
        }
        boolean[] given = {false};
        SentFiles one = () -> {
            Optional<SentFiles.SentFile> answer = given[0] ? Optional.empty() : Optional.of(file);
            given[0] = true;
            return answer;
        };
        return switch (incoming.take(one, Optional.empty())) {
            case TakeResult.Refused(var because) -> new No(new WriteResult.FileRefused(because));
            case TakeResult.Taken taken -> {
                try (taken) {
                    byte[] pdf = taken.paper().pdf();
                    yield taken.paper().pages() != 1 || pdf.length > LONGEST_PHOTO
                            ? new No(new WriteResult.Refused(LetterRefusal.NOT_A_PHOTO))
                            : new Photo(pdf.clone());
                }
            }
        };
    }

    /// WebM and Matroska (EBML), Ogg, MPEG-4, WAVE, MP3; empty for what browsers do not play.
    private static Optional<String> media(byte[] head) {
        if (head.length >= 4 && head[0] == 0x1a && head[1] == 0x45 && (head[2] & 0xff) == 0xdf) {
            return Optional.of("audio/webm");
        }
        if (begins(head, 0, "OggS")) {
            return Optional.of("audio/ogg");
        }
        if (begins(head, 4, "ftyp")) {
            String brand = new String(head, 8, Math.min(4, head.length - 8), StandardCharsets.ISO_8859_1);
            return brand.matches("hei.|hev.|mif1|msf1|avi.") ? Optional.empty() : Optional.of("audio/mp4");
        }
        if (begins(head, 0, "RIFF") && begins(head, 8, "WAVE")) {
            return Optional.of("audio/wav");
        }
        boolean mp3 =
                begins(head, 0, "ID3") || (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xe6) == 0xe2);
        return mp3 ? Optional.of("audio/mpeg") : Optional.empty();
    }

    private static boolean begins(byte[] head, int at, String letters) {
        byte[] with = letters.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < with.length; i++) {
            if (at + i >= head.length || head[at + i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
