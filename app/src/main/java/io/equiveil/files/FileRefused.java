package io.equiveil.files;

/// A file that is not taken in, on its way out of the checks. Never leaves this room.
final class FileRefused extends Exception {

    private final FileRefusal refusal;

    FileRefused(FileRefusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    FileRefusal refusal() {
        return refusal;
    }
}
