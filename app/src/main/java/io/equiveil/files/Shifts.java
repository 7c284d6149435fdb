package io.equiveil.files;

import java.util.ArrayList;
import java.util.List;

/// By how little each part of a page lies beside where a flat sheet would: the median of what was found around it.
final class Shifts {

    private static final int CELL = 48;
    private static final double AROUND = 1.6 * CELL;

    private final int across;
    private final int down;
    private final double[] dx;
    private final double[] dy;

    private Shifts(int across, int down, double[] dx, double[] dy) {
        this.across = across;
        this.down = down;
        this.dx = dx;
        this.dy = dy;
    }

    /// That what should be at a place is so far beside it, in dots of the print.
    record Found(double x, double y, double dx, double dy) {}

    static Shifts of(Ink printed, List<Found> found) {
        int across = printed.width / CELL + 2;
        int down = printed.height / CELL + 2;
        double[] dx = new double[across * down];
        double[] dy = new double[across * down];
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                double x = i * CELL;
                double y = j * CELL;
                List<Found> near = new ArrayList<>();
                for (double around = AROUND; near.size() < 3 && around < 8 * AROUND; around *= 1.5) {
                    double bound = around;
                    near = found.stream()
                            .filter(one -> Math.hypot(one.x() - x, one.y() - y) <= bound)
                            .toList();
                }
                dx[j * across + i] =
                        median(near.stream().mapToDouble(Found::dx).sorted().toArray());
                dy[j * across + i] =
                        median(near.stream().mapToDouble(Found::dy).sorted().toArray());
            }
        }
        return new Shifts(across, down, dx, dy);
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    double dx(double x, double y) {
        return between(dx, x / CELL, y / CELL);
    }

    double dy(double x, double y) {
        return between(dy, x / CELL, y / CELL);
    }

    private double between(double[] field, double x, double y) {
        int i = Math.clamp((int) x, 0, across - 2);
        int j = Math.clamp((int) y, 0, down - 2);
        double fx = Math.clamp(x - i, 0.0, 1.0);
        double fy = Math.clamp(y - j, 0.0, 1.0);
        int k = j * across + i;
        return (field[k] * (1 - fx) + field[k + 1] * fx) * (1 - fy)
                + (field[k + across] * (1 - fx) + field[k + across + 1] * fx) * fy;
    }
}
