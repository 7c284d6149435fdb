package io.equiveil.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lays a photographed page onto the printed one. Begins at the QR code, whose corners say roughly where everything is,
/// and goes outwards block by block: each that is found says better where the next one has to be. At the end small
/// shifts are left to each part of the page, for paper is never flat.
final class PageAlignment {

    private static final int BLOCK = 48;
    private static final int REACH = 10;
    private static final int LAST_REACH = 9;
    private static final float LEAST_INK = 0.02f;
    private static final float LEAST_LIKENESS = 0.55f;
    private static final double GROWTH = 1.3;

    private final Ink printed;
    private final Ink photo;
    private final List<Block> blocks;

    /// A piece of the printed page with enough on it to be recognised.
    private record Block(int x, int y, double far) {}

    private PageAlignment(Ink printed, Ink photo, double startX, double startY) {
        this.printed = printed;
        this.photo = photo;
        this.blocks = blocks(startX, startY);
    }

    /// Where each dot of the print is on the photograph.
    record Laid(Plane plane, Shifts shifts) {

        double u(double x, double y) {
            return plane.u(x + shifts.dx(x, y), y + shifts.dy(x, y));
        }

        double v(double x, double y) {
            return plane.v(x + shifts.dx(x, y), y + shifts.dy(x, y));
        }

        /// The photograph as if it were the print, dot by dot; NaN where nothing was photographed.
        Ink onto(Ink print, Ink photo) {
            float[] laid = new float[print.at.length];
            for (int y = 0; y < print.height; y++) {
                for (int x = 0; x < print.width; x++) {
                    laid[y * print.width + x] = photo.between(u(x, y), v(x, y));
                }
            }
            return new Ink(print.width, print.height, laid);
        }
    }

    /// @param start corners of the QR code: where they are on the print, and on the photograph
    static Optional<Laid> of(Ink printed, Ink photo, List<Plane.Pair> start) {
        double x = start.stream().mapToDouble(Plane.Pair::x).average().orElseThrow();
        double y = start.stream().mapToDouble(Plane.Pair::y).average().orElseThrow();
        return new PageAlignment(printed, photo, x, y).grown(Plane.through(start, true));
    }

    private Optional<Laid> grown(Plane first) {
        Plane plane = first;
        double farthest = blocks.isEmpty() ? 0 : blocks.getLast().far();
        List<Plane.Pair> pairs = List.of();
        for (double reach = 3.2 * BLOCK; ; reach *= GROWTH) {
            for (int again = 0; again < 2; again++) {
                pairs = pairs(plane, reach, REACH);
                if (pairs.size() >= 6) {
                    plane = Plane.through(pairs, pairs.size() < 16 || reach < 7 * BLOCK);
                }
            }
            if (reach > farthest) {
                break;
            }
        }
        for (int again = 0; again < 2 && pairs.size() >= 16; again++) {
            pairs = pairs(plane, farthest + 1, REACH);
            plane = pairs.size() < 16 ? plane : Plane.through(pairs, false);
        }
        double found = blocks.isEmpty() ? 0 : pairs.size() / (double) blocks.size();
        return pairs.size() < 16 || found < 0.5
                ? Optional.empty()
                : Optional.of(new Laid(plane, Shifts.of(printed, found(plane, farthest + 1, LAST_REACH))));
    }

    private List<Plane.Pair> pairs(Plane plane, double reach, int search) {
        return found(plane, reach, search).stream()
                .map(found -> new Plane.Pair(
                        found.x(),
                        found.y(),
                        plane.u(found.x() + found.dx(), found.y() + found.dy()),
                        plane.v(found.x() + found.dx(), found.y() + found.dy())))
                .toList();
    }

    private List<Shifts.Found> found(Plane plane, double reach, int search) {
        return blocks.parallelStream()
                .filter(block -> block.far() <= reach)
                .flatMap(block -> found(block, plane, search).stream())
                .toList();
    }

    /// Where a block is, near where it should be: the shift with the highest correlation.
    private Optional<Shifts.Found> found(Block block, Plane plane, int search) {
        int side = BLOCK + 2 * search;
        float[] seen = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double px = block.x() + x - search;
                double py = block.y() + y - search;
                float ink = photo.between(plane.u(px, py), plane.v(px, py));
                if (Float.isNaN(ink)) {
                    return Optional.empty();
                }
                seen[y * side + x] = ink;
            }
        }
        int span = 2 * search + 1;
        float[] likeness = new float[span * span];
        int best = 0;
        for (int dy = 0; dy < span; dy++) {
            for (int dx = 0; dx < span; dx++) {
                int k = dy * span + dx;
                likeness[k] = likeness(block, seen, side, dx, dy);
                best = likeness[k] > likeness[best] ? k : best;
            }
        }
        int bx = best % span;
        int by = best / span;
        if (likeness[best] < LEAST_LIKENESS || bx == 0 || by == 0 || bx == span - 1 || by == span - 1) {
            return Optional.empty();
        }
        double fx = top(likeness[best - 1], likeness[best], likeness[best + 1]);
        double fy = top(likeness[best - span], likeness[best], likeness[best + span]);
        return Optional.of(
                new Shifts.Found(block.x() + BLOCK / 2.0, block.y() + BLOCK / 2.0, bx - search + fx, by - search + fy));
    }

    /// Where a parabola through three values has its top.
    private static double top(double before, double here, double after) {
        double bend = before - 2 * here + after;
        return bend >= -1e-9 ? 0 : Math.clamp(0.5 * (before - after) / bend, -0.5, 0.5);
    }

    private float likeness(Block block, float[] seen, int side, int dx, int dy) {
        double sumA = 0;
        double sumB = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        int n = 0;
        for (int y = 0; y < BLOCK; y += 2) {
            for (int x = 0; x < BLOCK; x += 2) {
                float a = printed.at[(block.y() + y) * printed.width + block.x() + x];
                float b = seen[(y + dy) * side + x + dx];
                sumA += a;
                sumB += b;
                aa += a * a;
                bb += b * b;
                ab += a * b;
                n++;
            }
        }
        double spreadA = aa - sumA * sumA / n;
        double spreadB = bb - sumB * sumB / n;
        return spreadA <= 1e-6 || spreadB <= 1e-6 ? 0 : (float) ((ab - sumA * sumB / n) / Math.sqrt(spreadA * spreadB));
    }

    private List<Block> blocks(double startX, double startY) {
        List<Block> found = new ArrayList<>();
        for (int y = 0; y + BLOCK <= printed.height; y += BLOCK) {
            for (int x = 0; x + BLOCK <= printed.width; x += BLOCK) {
                float sum = 0;
                for (int j = y; j < y + BLOCK; j++) {
                    for (int i = x; i < x + BLOCK; i++) {
                        sum += printed.at[j * printed.width + i];
                    }
                }
                if (sum / (BLOCK * BLOCK) > LEAST_INK) {
                    found.add(new Block(x, y, Math.hypot(x + BLOCK / 2.0 - startX, y + BLOCK / 2.0 - startY)));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Block::far));
        return found;
    }
}
