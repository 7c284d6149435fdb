package io.equiveil.supervision;

import io.equiveil.kernel.Digest;
import io.equiveil.ledger.LedgerReader.Position;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Draws a sample that anybody can draw again: the entries with the lowest ranks (`docs/spec/sample.md`).
///
///     rank(index) = SHA-256( "equiveil sample v1" LF seed LF index LF ), index in decimal
///
/// Entries are offered one by one; memory does not grow with them.
final class Draw {

    private record Ranked(byte[] rank, Position position) {}

    private static final Comparator<Ranked> HIGHEST_FIRST =
            (one, other) -> java.util.Arrays.compareUnsigned(other.rank(), one.rank());

    private final String seed;
    private final int wanted;
    private final PriorityQueue<Ranked> lowest = new PriorityQueue<>(HIGHEST_FIRST);
    private long offered;

    Draw(String seed, int wanted) {
        this.seed = seed;
        this.wanted = wanted;
    }

    static byte[] rank(String seed, long index) {
        return Digest.sha256(("equiveil sample v1\n" + seed + "\n" + index + "\n").getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    void offer(Position position) {
        offered++;
        lowest.add(new Ranked(rank(seed, position.index()), position));
        if (lowest.size() > wanted) {
            lowest.remove();
        }
    }

    /// How many were offered.
    long population() {
        return offered;
    }

    /// The lowest ranks first.
    List<Position> drawn() {
        return lowest.stream()
                .sorted(HIGHEST_FIRST.reversed())
                .map(Ranked::position)
                .toList();
    }
}
