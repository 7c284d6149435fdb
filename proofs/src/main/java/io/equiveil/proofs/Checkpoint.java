package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.util.List;

/// The head of a log at one size (tlog-checkpoint): what the log signs and everybody compares.
///
/// @param origin     who runs this log; not empty, one line
/// @param size       number of leaves
/// @param root       root hash at that size
/// @param extensions further lines, opaque, not empty; nobody audits them, so EquiVeil writes none and believes
///     none; copied
public record Checkpoint(String origin, TreeSize size, TreeHash root, List<String> extensions) {

    /// @throws IllegalArgumentException if a line is empty or holds a newline or another control character
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException(
                    "the lines of a checkpoint are not empty and have no control characters");
        }
    }

    public Checkpoint(String origin, TreeSize size, TreeHash root) {
        this(origin, size, root, List.of());
    }

    /// Parses the text of a note that has been (or will be) checked against the log's key.
    ///
    /// @throws MalformedException if it is not exactly a checkpoint: a size with a leading zero is refused, for
    ///     instance
    public static Checkpoint parse(String noteText) throws MalformedException {
        String[] lines = noteText.split("\n", -1);
        // The final newline leaves one empty piece at the end.
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new MalformedException(Fault.CHECKPOINT_FORMAT, "");
        }
        for (int i = 0; i < lines.length - 1; i++) {
            if (!isLine(lines[i])) {
                throw new MalformedException(Fault.CHECKPOINT_FORMAT, "line " + (i + 1));
            }
        }
        TreeHash root;
        try {
            root = TreeHash.parse(lines[2]);
        } catch (MalformedException other) {
            throw new MalformedException(Fault.CHECKPOINT_ROOT, "line 3");
        }
        return new Checkpoint(
                lines[0], parseSize(lines[1]), root, List.of(lines).subList(3, lines.length - 1));
    }

    /// Decimal without sign and leading zeros, at most 2^63 - 1.
    ///
    /// @throws MalformedException for any other spelling
    public static TreeSize parseSize(String decimal) throws MalformedException {
        if (decimal.matches("0|[1-9][0-9]{0,18}")) {
            try {
                return new TreeSize(Long.parseLong(decimal));
            } catch (NumberFormatException beyond63Bits) {
                // told below
            }
        }
        throw new MalformedException(Fault.CHECKPOINT_SIZE, "");
    }

    /// Whether an empty tree is stated with the only root an empty tree has; true for every other size.
    public boolean isPlausible() {
        return !size.isEmpty() || root.equals(TreeHash.ofEmptyTree());
    }

    /// The text to sign, each line ended by a newline: origin, size, root in base64, extensions.
    public String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(size.value())
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /// Checks that a leaf lies at an index of this very tree. The size is this checkpoint's, so a path cannot
    /// choose its own.
    public ProofCheck includes(LeafIndex index, LeafHash leaf, List<TreeHash> path) {
        return new InclusionProof(index, size, path).check(leaf, root);
    }

    /// Checks that this tree has grown out of an earlier one of the same log.
    ///
    /// @throws IllegalArgumentException if the checkpoints are of two different logs
    public ProofCheck extendsFrom(Checkpoint earlier, List<TreeHash> path) {
        if (!earlier.origin.equals(origin)) {
            throw new IllegalArgumentException("checkpoints of two logs: " + earlier.origin + " and " + origin);
        }
        return new ConsistencyProof(earlier.size, size, path).check(earlier.root, root);
    }

    private static boolean isLine(String line) {
        return !line.isEmpty() && line.codePoints().noneMatch(c -> c < 0x20 || c >= 0xd800 && c <= 0xdfff);
    }
}
