package io.equiveil.vault;

/// Lengths that stored bytes may have, so that a length says little about the content.
///
/// Up to 1 KiB: multiples of 64 bytes. Above: eight steps to each doubling, so that at most an eighth is added.
final class LengthBuckets {

    private static final int SMALL_STEP = 64;
    private static final int SMALL = 1024;
    private static final int STEPS_PER_DOUBLING = 8;

    private LengthBuckets() {}

    /// The bucket for a value.
    static int ofValue(int length) {
        return Math.toIntExact(bucket(Math.max(length, 1), SMALL_STEP, SMALL));
    }

    /// The bucket for a document: multiples of 4 KiB up to 64 KiB, then as above.
    static long ofDocument(long length) {
        return bucket(Math.max(length, 1), 4096, 65_536);
    }

    private static long bucket(long length, long smallStep, long small) {
        long step = length <= small ? smallStep : Long.highestOneBit(length - 1) / STEPS_PER_DOUBLING;
        return (length + step - 1) / step * step;
    }
}
