package io.equiveil.dataroom;

/// A file that is not taken in, on its way out of the checks. Never leaves this room.
final class FileRefused extends Exception {

    private final Refusal refusal;

    FileRefused(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
