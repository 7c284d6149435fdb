package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Address of a tile or of an entry bundle under the ledger's prefix (C2SP tlog-tiles).
///
/// `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`; N in groups of three digits, all but the last led by `x`.
public sealed interface TilePath {

    /// Hashes or entries in a full tile.
    int FULL = 256;

    /// A tile of hashes.
    ///
    /// @param level  0 to 7 (63 bits of leaves fill no more)
    /// @param number counted from 0 within the level
    /// @param width  1 to 256; less than 256 is a partial tile
    record Hashes(int level, long number, int width) implements TilePath {
        public Hashes {
            if (level < 0 || level > 7) {
                throw new IllegalArgumentException("a tile level is 0 to 7 but was " + level);
            }
            refuse(number, width);
        }

        @Override
        public String path() {
            return "tile/" + level + "/" + numberPath(number) + suffix(width);
        }

        @Override
        public int byteLength() {
            return width * Digest.LENGTH;
        }
    }

    /// A bundle of entries.
    ///
    /// @param number counted from 0
    /// @param width  1 to 256; less than 256 is a partial bundle
    record Entries(long number, int width) implements TilePath {
        public Entries {
            refuse(number, width);
        }

        @Override
        public String path() {
            return "tile/entries/" + numberPath(number) + suffix(width);
        }

        /// Longest possible bundle: every entry with its two bytes of length.
        @Override
        public int byteLength() {
            return width * (2 + 0xffff);
        }
    }

    long number();

    int width();

    /// The address relative to the prefix, without a leading slash.
    String path();

    /// Exact length of a tile of hashes, largest length of a bundle of entries, in bytes.
    int byteLength();

    default boolean isFull() {
        return width() == FULL;
    }

    /// The tile that holds hash `index` of tile level `level` in a tree of this size, as wide as that tree makes
    /// it.
    ///
    /// @throws IllegalArgumentException if the tree has no such hash
    static Hashes holding(int level, long index, TreeSize size) {
        long hashes = size.value() >>> 8 * level;
        if (index < 0 || index >= hashes) {
            throw new IllegalArgumentException("no hash " + index + " at tile level " + level + " in " + size);
        }
        return new Hashes(level, index >>> 8, width(index >>> 8, hashes));
    }

    /// The bundle that holds an entry, as wide as a tree of this size makes it.
    ///
    /// @throws IllegalArgumentException if the entry is not in the tree
    static Entries holding(LeafIndex index, TreeSize size) {
        if (!index.isInside(size)) {
            throw new IllegalArgumentException("no entry " + index.value() + " in " + size);
        }
        return new Entries(index.value() >>> 8, width(index.value() >>> 8, size.value()));
    }

    /// All tiles of hashes of a tree, level by level. Grows with the size: for mirrors and tests.
    static List<Hashes> allHashes(TreeSize size) {
        List<Hashes> tiles = new ArrayList<>();
        for (int level = 0; level < 8 && size.value() >>> 8 * level > 0; level++) {
            long hashes = size.value() >>> 8 * level;
            for (long number = 0; number << 8 < hashes; number++) {
                tiles.add(new Hashes(level, number, width(number, hashes)));
            }
        }
        return tiles;
    }

    /// All bundles of entries of a tree, in order.
    static List<Entries> allEntries(TreeSize size) {
        List<Entries> bundles = new ArrayList<>();
        for (long number = 0; number << 8 < size.value(); number++) {
            bundles.add(new Entries(number, width(number, size.value())));
        }
        return bundles;
    }

    /// Parses an address as a client sends it, relative to the prefix.
    ///
    /// @throws MalformedException for any spelling but the one canonical one
    static TilePath parse(String path) throws MalformedException {
        Matcher matcher = Syntax.PATH.matcher(path);
        if (path.length() > 64 || !matcher.matches()) {
            throw new MalformedException(Fault.TILE_PATH, "");
        }
        String digits = matcher.group(2).replace("x", "").replace("/", "");
        // 18 digits stay below 2^63 / 8; more would be no number of ours.
        if (digits.length() > 18) {
            throw new MalformedException(Fault.TILE_PATH, "");
        }
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        if (width > FULL || width == FULL && matcher.group(3) != null) {
            throw new MalformedException(Fault.TILE_PATH, "");
        }
        long number = Long.parseLong(digits);
        TilePath parsed = matcher.group(1).equals("entries")
                ? new Entries(number, width)
                : new Hashes(Integer.parseInt(matcher.group(1)), number, width);
        // Leading x000 groups would make a second address for the same tile.
        if (!parsed.path().equals(path)) {
            throw new MalformedException(Fault.TILE_PATH, "");
        }
        return parsed;
    }

    private static int width(long number, long hashes) {
        return (int) Math.min(FULL, hashes - (number << 8));
    }

    private static void refuse(long number, int width) {
        if (number < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "a tile has a number from 0 and a width of 1 to 256: " + number + ", " + width);
        }
    }

    private static String suffix(int width) {
        return width == FULL ? "" : ".p/" + width;
    }

    private static String numberPath(long number) {
        String path = String.format("%03d", number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = String.format("x%03d/", rest % 1000) + path;
        }
        return path;
    }

    /// Holds the pattern, since an interface has no private constants.
    final class Syntax {
        private static final Pattern PATH =
                Pattern.compile("tile/([0-7]|entries)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

        private Syntax() {}
    }
}
