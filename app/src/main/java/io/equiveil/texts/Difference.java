package io.equiveil.texts;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What differs between two wordings, paragraph by paragraph, and within a changed paragraph character by character.
///
/// @param lines in order; equal ones in between are there too
public record Difference(List<Line> lines) {

    private static final int CONTEXT = 2;

    public Difference {
        lines = List.copyOf(lines);
    }

    /// One paragraph.
    ///
    /// @param before its pieces in the first wording; empty if it is new
    /// @param after  its pieces in the second; empty if it is gone
    /// @param same   whether nothing changed
    public record Line(List<Piece> before, List<Piece> after, boolean same) {}

    /// A stretch of words.
    public record Piece(String words, boolean changed) {}

    /// Compares two wordings.
    public static Difference between(String before, String after) {
        List<String> from = before.lines().filter(line -> !line.isBlank()).toList();
        List<String> to = after.lines().filter(line -> !line.isBlank()).toList();
        Patch<String> patch = DiffUtils.diff(from, to, true);
        List<Line> lines = new ArrayList<>();
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            List<String> gone = delta.getSource().getLines();
            List<String> come = delta.getTarget().getLines();
            if (delta.getType() == DeltaType.EQUAL) {
                gone.forEach(line -> lines.add(new Line(plain(line), plain(line), true)));
                continue;
            }
            int pairs = Math.min(gone.size(), come.size());
            for (int i = 0; i < pairs; i++) {
                lines.add(changed(gone.get(i), come.get(i)));
            }
            gone.subList(pairs, gone.size()).forEach(line -> lines.add(new Line(whole(line), List.of(), false)));
            come.subList(pairs, come.size()).forEach(line -> lines.add(new Line(List.of(), whole(line), false)));
        }
        return new Difference(lines);
    }

    /// Whether both wordings are the same.
    public boolean isEmpty() {
        return lines.stream().allMatch(Line::same);
    }

    /// The changed paragraphs with two unchanged ones before and after.
    public List<Line> changes() {
        List<Line> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int first = Math.max(0, i - CONTEXT);
            int last = Math.min(lines.size(), i + CONTEXT + 1);
            if (lines.subList(first, last).stream().anyMatch(line -> !line.same())) {
                shown.add(lines.get(i));
            }
        }
        return shown;
    }

    private static Line changed(String before, String after) {
        Patch<String> patch = DiffUtils.diff(characters(before), characters(after), true);
        List<Piece> gone = new ArrayList<>();
        List<Piece> come = new ArrayList<>();
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            boolean changed = delta.getType() != DeltaType.EQUAL;
            add(gone, delta.getSource().getLines(), changed);
            add(come, delta.getTarget().getLines(), changed);
        }
        return new Line(gone, come, false);
    }

    private static void add(List<Piece> pieces, List<String> characters, boolean changed) {
        if (!characters.isEmpty()) {
            pieces.add(new Piece(String.join("", characters), changed));
        }
    }

    private static List<String> characters(String line) {
        return line.codePoints().mapToObj(Character::toString).collect(Collectors.toList());
    }

    private static List<Piece> plain(String line) {
        return List.of(new Piece(line, false));
    }

    private static List<Piece> whole(String line) {
        return Stream.of(new Piece(line, true)).toList();
    }
}
