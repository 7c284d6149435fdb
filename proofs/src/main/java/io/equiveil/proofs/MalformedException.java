package io.equiveil.proofs;

/// Bytes from outside do not follow the format they claim to follow.
///
/// Checked, because every caller of a parser holds bytes that somebody else wrote. It carries a [Fault] and a
/// place, never the offending text, so it is safe to log and to show.
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is wrong, for every screen and language to say in its own words.
    public enum Fault {
        TOO_LARGE,
        NOT_UTF8,
        CONTROL_CHARACTER,
        NOTE_WITHOUT_SIGNATURES,
        NOTE_TOO_MANY_SIGNATURES,
        NOTE_SIGNATURE_LINE,
        KEY_FORMAT,
        KEY_ID_DIFFERS,
        KEY_ALGORITHM_UNKNOWN,
        CHECKPOINT_FORMAT,
        CHECKPOINT_SIZE,
        CHECKPOINT_ROOT,
        TILE_PATH,
        TILE_LENGTH,
        BUNDLE_LENGTH,
        HASH_LENGTH,
        BASE64,
        JSON_SYNTAX,
        JSON_DEPTH,
        JSON_DUPLICATE_KEY,
        JSON_NUMBER,
        JSON_NOT_CANONICAL,
        ENTRY_FORMAT,
        EVIDENCE_FORMAT,
        EVIDENCE_FIELD,
        WITNESS_REQUEST
    }

    private final Fault fault;

    /// For parsers of neighbouring formats outside this package.
    public static MalformedException of(Fault fault) {
        return new MalformedException(fault, "");
    }

    MalformedException(Fault fault, String place) {
        super(fault + (place.isEmpty() ? "" : " at " + place));
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
