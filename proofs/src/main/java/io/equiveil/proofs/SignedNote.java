package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A C2SP signed note: text ending in a newline, an empty line, signature lines.
///
/// Parsing believes nothing: the text must be ignored until [#check] has said [NoteCheck.Trusted].
///
/// Bounds: at most [#MAX_BYTES] bytes and [#MAX_SIGNATURES] signatures (the specification asks for at least 16).
///
/// @param text       the signed text, its final newline included
/// @param signatures in the order of the note; at least one after parsing; copied
public record SignedNote(String text, List<NoteSignature> signatures) {

    public static final int MAX_BYTES = 256 * 1024;
    public static final int MAX_SIGNATURES = 64;

    static final String DASH = "\u2014 ";

    /// @throws IllegalArgumentException if the text could not be parsed back: no final newline, control characters,
    ///     broken surrogates
    public SignedNote {
        if (!text.endsWith("\n") || !isCleanText(text)) {
            throw new IllegalArgumentException("a note's text ends in a newline and has no control characters");
        }
        signatures = List.copyOf(signatures);
    }

    /// Parses the bytes of a note.
    ///
    /// @throws MalformedException if the note does not follow the grammar to the letter
    public static SignedNote parse(byte[] bytes) throws MalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(Fault.TOO_LARGE, bytes.length + " bytes");
        }
        return parse(utf8(bytes));
    }

    /// As [#parse(byte[])] for text that is a Java string already.
    ///
    /// @throws MalformedException if the note does not follow the grammar to the letter
    public static SignedNote parse(String note) throws MalformedException {
        if (note.length() > MAX_BYTES || note.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new MalformedException(Fault.TOO_LARGE, note.length() + " characters");
        }
        if (!isCleanText(note)) {
            throw new MalformedException(Fault.CONTROL_CHARACTER, "");
        }
        // The text may hold empty lines, so the last empty line is the border.
        int border = note.lastIndexOf("\n\n");
        if (border < 0 || border + 2 == note.length() || !note.endsWith("\n")) {
            throw new MalformedException(Fault.NOTE_WITHOUT_SIGNATURES, "");
        }
        String[] lines = note.substring(border + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MAX_SIGNATURES) {
            throw new MalformedException(Fault.NOTE_TOO_MANY_SIGNATURES, lines.length + " lines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines) {
            signatures.add(parseLine(line));
        }
        return new SignedNote(note.substring(0, border + 1), signatures);
    }

    /// Parses signature lines alone, as a witness answers them.
    ///
    /// @throws MalformedException if there is no line or one does not follow the grammar
    public static List<NoteSignature> parseSignatureLines(byte[] bytes) throws MalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(Fault.TOO_LARGE, bytes.length + " bytes");
        }
        return parse("x\n\n" + utf8(bytes)).signatures();
    }

    private static NoteSignature parseLine(String line) throws MalformedException {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new MalformedException(Fault.NOTE_SIGNATURE_LINE, "");
        }
        String name = line.substring(DASH.length(), space);
        byte[] blob = StrictBase64.decode(line.substring(space + 1));
        if (!isKeyName(name) || blob.length < 5) {
            throw new MalformedException(Fault.NOTE_SIGNATURE_LINE, "");
        }
        byte[] signature = new byte[blob.length - 4];
        ByteBuffer reader = ByteBuffer.wrap(blob);
        int id = reader.getInt();
        reader.get(signature);
        return new NoteSignature(name, id, signature);
    }

    /// Checks the note against the keys that the caller trusts.
    ///
    /// Lines of unknown keys are ignored, also when they share the name or the id (not both) with a known one.
    /// Every line of a known key must verify, or the whole note is refused. The same key signing twice counts once.
    ///
    /// @param trusted at least one key, no two with the same name and id
    /// @throws IllegalArgumentException if two trusted keys share name and id, which would make a line ambiguous
    public NoteCheck check(List<VerifierKey> trusted) {
        Set<String> seen = new HashSet<>();
        for (VerifierKey key : trusted) {
            if (!seen.add(key.name() + "+" + VerifierKey.hex(key.id()))) {
                throw new IllegalArgumentException("two trusted keys are called " + key.name());
            }
        }
        List<NoteCheck.Verified> verified = new ArrayList<>();
        for (VerifierKey key : trusted) {
            NoteSignature found = null;
            for (NoteSignature signature : signatures) {
                if (!signature.claims(key)) {
                    continue;
                }
                if (!key.verifies(this, signature)) {
                    return new NoteCheck.Refused(NoteCheck.Reason.SIGNATURE_DIFFERS);
                }
                if (found == null) {
                    found = signature;
                }
            }
            if (found != null) {
                verified.add(new NoteCheck.Verified(key, found));
            }
        }
        return verified.isEmpty()
                ? new NoteCheck.Refused(NoteCheck.Reason.NO_TRUSTED_SIGNATURE)
                : new NoteCheck.Trusted(verified);
    }

    /// The same note with more signature lines at its end; lines it already has are not repeated.
    public SignedNote with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (NoteSignature signature : more) {
            if (!all.contains(signature)) {
                all.add(signature);
            }
        }
        return new SignedNote(text, all);
    }

    /// The note as it is served and stored. UTF-8 when written as bytes.
    public String render() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /// The bytes that an Ed25519 key (type 0x01) signs.
    public byte[] textBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String utf8(byte[] bytes) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new MalformedException(Fault.NOT_UTF8, "");
        }
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && isCleanText(name)
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static boolean isCleanText(String text) {
        return text.codePoints().noneMatch(c -> c < 0x20 && c != '\n' || c >= 0xd800 && c <= 0xdfff);
    }
}
