package io.equiveil.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A chart as shapes, ready for the fragment `chart`, with the same figures as a table. Bars, a line or a heat map;
/// nothing round, nothing in three dimensions.
///
/// @param title     what the figures are about; also the text for those who cannot see it
/// @param width     of the drawing, in its own units
/// @param height    of the drawing
/// @param lines     axes and grid
/// @param boxes     bars, or the cells of a heat map
/// @param curve     points of the line, or null
/// @param dots      points of the line, one by one
/// @param texts     labels
/// @param tableHead first row of the table
/// @param tableRows its other rows, label first
public record Chart(
        String title,
        int width,
        int height,
        List<Line> lines,
        List<Box> boxes,
        @Nullable String curve,
        List<Dot> dots,
        List<Text> texts,
        List<String> tableHead,
        List<List<String>> tableRows) {

    private static final int WIDTH = 640;
    private static final int STEPS_OF_HEAT = 5;

    /// A figure with its label.
    ///
    /// @param value at least 0
    public record Figure(String label, long value) {

        /// @throws IllegalArgumentException if the value is negative
        public Figure {
            if (value < 0) {
                throw new IllegalArgumentException("a figure in a chart is at least 0 but was " + value);
            }
        }
    }

    public record Line(String kind, int x1, int y1, int x2, int y2) {}

    public record Box(String kind, int x, int y, int width, int height) {}

    public record Dot(int x, int y) {}

    public record Text(String kind, int x, int y, String anchor, String text) {}

    /// One horizontal bar per figure: for comparing.
    public static Chart bars(String title, String labelHead, String valueHead, List<Figure> figures) {
        int row = 28;
        int left = 170;
        int room = WIDTH - left - 70;
        long most = most(figures);
        List<Box> boxes = new ArrayList<>();
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            int length = (int) Math.round((double) figure.value() / most * room);
            boxes.add(new Box("bar", left, i * row + 5, Math.max(length, figure.value() > 0 ? 2 : 0), row - 10));
            texts.add(new Text("label", left - 10, i * row + 19, "end", figure.label()));
            texts.add(new Text("soft", left + length + 8, i * row + 19, "start", String.valueOf(figure.value())));
        }
        int height = Math.max(1, figures.size()) * row + 4;
        List<Line> axis = List.of(new Line("axis", left, 0, left, height));
        return new Chart(
                title,
                WIDTH,
                height,
                axis,
                boxes,
                null,
                List.of(),
                texts,
                List.of(labelHead, valueHead),
                table(figures));
    }

    /// A line from left to right: for how something moved.
    public static Chart line(String title, String labelHead, String valueHead, List<Figure> figures) {
        int height = 220;
        int left = 48;
        int bottom = height - 28;
        int top = 12;
        int right = WIDTH - 24;
        long most = most(figures);
        StringBuilder curve = new StringBuilder();
        List<Dot> dots = new ArrayList<>();
        List<Text> texts = new ArrayList<>();
        int every = Math.max(1, (figures.size() + 7) / 8);
        for (int i = 0; i < figures.size(); i++) {
            int x = figures.size() == 1 ? (left + right) / 2 : left + i * (right - left) / (figures.size() - 1);
            int y = bottom - (int) Math.round((double) figures.get(i).value() / most * (bottom - top));
            curve.append(x).append(',').append(y).append(' ');
            dots.add(new Dot(x, y));
            if (i % every == 0) {
                texts.add(
                        new Text("soft", x, height - 8, "middle", figures.get(i).label()));
            }
        }
        texts.add(new Text("soft", left - 8, bottom + 4, "end", "0"));
        texts.add(new Text("soft", left - 8, top + 8, "end", String.valueOf(most)));
        List<Line> lines =
                List.of(new Line("axis", left, bottom, right, bottom), new Line("grid", left, top, right, top));
        return new Chart(
                title,
                WIDTH,
                height,
                lines,
                List.of(),
                curve.toString().strip(),
                dots,
                texts,
                List.of(labelHead, valueHead),
                table(figures));
    }

    /// A grid of cells, the fuller the darker, with the number in each: for when and where.
    ///
    /// @param values one row per entry of `rows`, one number per entry of `columns`
    public static Chart heat(
            String title, String rowHead, List<String> rows, List<String> columns, List<List<Long>> values) {
        int left = 110;
        int top = 26;
        int cellHeight = 28;
        int cellWidth = (WIDTH - left) / Math.max(1, columns.size());
        long most = Math.max(
                1,
                values.stream()
                        .flatMapToLong(row -> LongStream.of(
                                row.stream().mapToLong(Long::longValue).toArray()))
                        .max()
                        .orElse(1));
        List<Box> boxes = new ArrayList<>();
        List<Text> texts = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            texts.add(new Text("soft", left + c * cellWidth + cellWidth / 2, 16, "middle", columns.get(c)));
        }
        for (int r = 0; r < rows.size(); r++) {
            int y = top + r * cellHeight;
            texts.add(new Text("label", left - 10, y + 19, "end", rows.get(r)));
            List<String> line = new ArrayList<>(List.of(rows.get(r)));
            for (int c = 0; c < columns.size(); c++) {
                long value = values.get(r).get(c);
                int heat = value == 0 ? 0 : (int) Math.max(1, Math.ceilDiv(value * STEPS_OF_HEAT, most));
                boxes.add(new Box("heat heat-" + heat, left + c * cellWidth, y, cellWidth, cellHeight));
                texts.add(new Text(
                        "on-heat-" + heat,
                        left + c * cellWidth + cellWidth / 2,
                        y + 19,
                        "middle",
                        String.valueOf(value)));
                line.add(String.valueOf(value));
            }
            table.add(line);
        }
        List<String> head = new ArrayList<>(List.of(rowHead));
        head.addAll(columns);
        return new Chart(
                title,
                WIDTH,
                top + rows.size() * cellHeight + 4,
                List.of(),
                boxes,
                null,
                List.of(),
                texts,
                head,
                table);
    }

    private static long most(List<Figure> figures) {
        return Math.max(1, figures.stream().mapToLong(Figure::value).max().orElse(1));
    }

    private static List<List<String>> table(List<Figure> figures) {
        return figures.stream()
                .map(figure -> List.of(figure.label(), String.valueOf(figure.value())))
                .toList();
    }
}
