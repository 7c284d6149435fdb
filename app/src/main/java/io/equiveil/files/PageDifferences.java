package io.equiveil.files;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where a photographed page, laid onto the printed one, says something else: by small windows of the size of half a
/// letter, each allowed to lie a dot or two beside its place.
final class PageDifferences {

    private static final int WINDOW = 14;
    private static final int STEP = 5;
    private static final int LEEWAY = 2;

    /// Ink squared, summed over a window, that is not yet anything.
    private static final float NOTHING = 5f;

    /// Photographs of the very page stay below half of this (docs/spec/agreement-paper.md).
    private static final float DIFFERENT = 0.15f;

    private static final int LEAST_WINDOWS = 2;

    /// Dots at the edge of the page where nothing is printed: holes, shadows, seam chops.
    private static final int EDGE = 60;

    /// How far a line may be moved at the second look.
    private static final int AGAIN = 9;

    private final Ink printed;
    private final Ink laid;

    PageDifferences(Ink printed, Ink laid) {
        this.printed = printed;
        double together = 0;
        double alone = 0;
        for (int k = 0; k < laid.at.length; k++) {
            if (!Float.isNaN(laid.at[k])) {
                together += laid.at[k] * printed.at[k];
                alone += laid.at[k] * laid.at[k];
            }
        }
        float gain = (float) (together / Math.max(1e-6, alone));
        float[] even = laid.at.clone();
        for (int k = 0; k < even.length; k++) {
            even[k] *= gain;
        }
        this.laid = new Ink(laid.width, laid.height, even);
    }

    /// How different a window is: 0 for alike, 1 for nothing in common.
    private float at(int x, int y, int sx, int sy) {
        float least = Float.MAX_VALUE;
        for (int dy = -LEEWAY; dy <= LEEWAY; dy++) {
            for (int dx = -LEEWAY; dx <= LEEWAY; dx++) {
                float all = 0;
                float apart = 0;
                for (int j = 0; j < WINDOW; j++) {
                    for (int i = 0; i < WINDOW; i++) {
                        int px = x + i + dx + sx;
                        int py = y + j + dy + sy;
                        if (px < 0 || py < 0 || px >= laid.width || py >= laid.height) {
                            continue;
                        }
                        float a = printed.at[(y + j) * printed.width + x + i];
                        float b = laid.at[py * laid.width + px];
                        if (Float.isNaN(b)) {
                            b = 0;
                        }
                        all += a * a + b * b;
                        apart += (a - b) * (a - b);
                    }
                }
                least = Math.min(least, apart / (all + NOTHING));
            }
        }
        return least;
    }

    /// A second look: a line that lies a little beside its place, because the paper is bent, fits once it is moved.
    private boolean stays(Rectangle place) {
        Rectangle around = new Rectangle(place);
        around.grow(12, 8);
        around = around.intersection(new Rectangle(0, 0, printed.width, printed.height));
        int bestX = 0;
        int bestY = 0;
        double least = Double.MAX_VALUE;
        for (int sy = -AGAIN; sy <= AGAIN; sy++) {
            for (int sx = -AGAIN; sx <= AGAIN; sx++) {
                double apart = 0;
                for (int y = around.y; y < around.y + around.height; y++) {
                    for (int x = around.x; x < around.x + around.width; x++) {
                        int px = x + sx;
                        int py = y + sy;
                        boolean outside = px < 0 || py < 0 || px >= laid.width || py >= laid.height;
                        float b = outside ? 0 : laid.at[py * laid.width + px];
                        float a = printed.at[y * printed.width + x];
                        apart += Float.isNaN(b) ? a * a : (a - b) * (a - b);
                    }
                }
                if (apart < least) {
                    least = apart;
                    bestX = sx;
                    bestY = sy;
                }
            }
        }
        int wrong = 0;
        for (int y = place.y; y + WINDOW <= place.y + place.height; y += STEP) {
            for (int x = place.x; x + WINDOW <= place.x + place.width; x += STEP) {
                wrong += at(x, y, bestX, bestY) > DIFFERENT ? 1 : 0;
            }
        }
        return wrong >= LEAST_WINDOWS;
    }

    /// The places, each a rectangle around what hangs together.
    ///
    /// @param except where the page is written on by hand
    List<Rectangle> found(List<Rectangle> except) {
        int across = (printed.width - WINDOW) / STEP;
        int down = (printed.height - WINDOW) / STEP;
        boolean[] wrong = new boolean[across * down];
        IntStream.range(0, down).parallel().forEach(j -> {
            for (int i = 0; i < across; i++) {
                Rectangle window = new Rectangle(i * STEP, j * STEP, WINDOW, WINDOW);
                wrong[j * across + i] = isLookedAt(window, except) && at(window.x, window.y, 0, 0) > DIFFERENT;
            }
        });
        List<Rectangle> places = new ArrayList<>();
        for (int k = 0; k < wrong.length; k++) {
            if (wrong[k]) {
                List<Integer> group = group(wrong, across, k);
                Rectangle place = group.stream()
                        .map(at -> new Rectangle(at % across * STEP, at / across * STEP, WINDOW, WINDOW))
                        .reduce(Rectangle::union)
                        .orElseThrow();
                if (group.size() >= LEAST_WINDOWS && stays(place)) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    private boolean isLookedAt(Rectangle window, List<Rectangle> except) {
        return window.x >= EDGE
                && window.y >= EDGE
                && window.x + WINDOW <= printed.width - EDGE
                && window.y + WINDOW <= printed.height - EDGE
                && except.stream().noneMatch(window::intersects);
    }

    /// Takes what hangs together out of the windows, beginning with one.
    private static List<Integer> group(boolean[] wrong, int across, int first) {
        int down = wrong.length / across;
        List<Integer> group = new ArrayList<>(List.of(first));
        wrong[first] = false;
        for (int at = 0; at < group.size(); at++) {
            for (int j = group.get(at) / across - 2; j <= group.get(at) / across + 2; j++) {
                for (int i = group.get(at) % across - 2; i <= group.get(at) % across + 2; i++) {
                    if (i >= 0 && j >= 0 && i < across && j < down && wrong[j * across + i]) {
                        wrong[j * across + i] = false;
                        group.add(j * across + i);
                    }
                }
            }
        }
        return group;
    }
}
