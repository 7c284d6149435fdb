package io.equiveil.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A mapping of the plane that keeps lines straight (a homography): how a sheet of paper looks from another side.
///
/// Source: Hartley, Zisserman, Multiple View Geometry, 4.1 (direct linear transformation, with normalised points).
///
/// @param h row by row; `h[8]` is 1
record Plane(double[] h) {

    /// Two points that are the same one.
    record Pair(double x, double y, double u, double v) {}

    private static final int ROUNDS = 4;

    double u(double x, double y) {
        return (h[0] * x + h[1] * y + h[2]) / (h[6] * x + h[7] * y + 1);
    }

    double v(double x, double y) {
        return (h[3] * x + h[4] * y + h[5]) / (h[6] * x + h[7] * y + 1);
    }

    private double miss(Pair pair) {
        return Math.hypot(u(pair.x(), pair.y()) - pair.u(), v(pair.x(), pair.y()) - pair.v());
    }

    /// The one that fits best; pairs that lie far off are left out, in a few rounds.
    ///
    /// @param flat   whether parallels stay parallel: right for a small part of the sheet, and more robust
    /// @param pairs  at least three, or four if not flat
    static Plane through(List<Pair> pairs, boolean flat) {
        List<Pair> kept = pairs;
        Plane plane = fit(kept, flat);
        for (int round = 0; round < ROUNDS; round++) {
            double[] misses = kept.stream().mapToDouble(plane::miss).sorted().toArray();
            double bound = Math.max(1.0, 2.5 * misses[misses.length / 2]);
            List<Pair> near = new ArrayList<>();
            for (Pair pair : pairs) {
                if (plane.miss(pair) <= bound) {
                    near.add(pair);
                }
            }
            if (near.size() < Math.max(flat ? 3 : 8, pairs.size() / 2)) {
                return plane;
            }
            kept = near;
            plane = fit(kept, flat);
        }
        return plane;
    }

    private static Plane fit(List<Pair> pairs, boolean flat) {
        double mx = pairs.stream().mapToDouble(Pair::x).average().orElseThrow();
        double my = pairs.stream().mapToDouble(Pair::y).average().orElseThrow();
        double mu = pairs.stream().mapToDouble(Pair::u).average().orElseThrow();
        double mv = pairs.stream().mapToDouble(Pair::v).average().orElseThrow();
        double scale = 1
                / Math.max(
                        1e-6,
                        pairs.stream()
                                .mapToDouble(p -> Math.hypot(p.x() - mx, p.y() - my))
                                .average()
                                .orElseThrow());
        int n = flat ? 6 : 8;
        double[][] a = new double[n][n + 1];
        for (Pair pair : pairs) {
            double x = (pair.x() - mx) * scale;
            double y = (pair.y() - my) * scale;
            double u = (pair.u() - mu) * scale;
            double v = (pair.v() - mv) * scale;
            add(a, new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y}, u);
            add(a, new double[] {0, 0, 0, x, y, 1, -v * x, -v * y}, v);
        }
        double[] g = Arrays.copyOf(solved(a), 8);
        // Back from normalised points: u = mu + (…)/scale, with x' = (x - mx)·scale.
        double[][] normalised = {{g[0], g[1], g[2]}, {g[3], g[4], g[5]}, {g[6], g[7], 1}};
        double[][] into = {{scale, 0, -mx * scale}, {0, scale, -my * scale}, {0, 0, 1}};
        double[][] back = {{1 / scale, 0, mu}, {0, 1 / scale, mv}, {0, 0, 1}};
        double[][] all = product(back, product(normalised, into));
        double[] h = new double[9];
        for (int i = 0; i < 9; i++) {
            h[i] = all[i / 3][i % 3] / all[2][2];
        }
        return new Plane(h);
    }

    private static void add(double[][] a, double[] row, double value) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                a[i][j] += row[i] * row[j];
            }
            a[i][a.length] += row[i] * value;
        }
    }

    private static double[] solved(double[][] a) {
        int n = a.length;
        for (int i = 0; i < n; i++) {
            int best = i;
            for (int k = i + 1; k < n; k++) {
                best = Math.abs(a[k][i]) > Math.abs(a[best][i]) ? k : best;
            }
            double[] swapped = a[i];
            a[i] = a[best];
            a[best] = swapped;
            double pivot = Math.abs(a[i][i]) < 1e-12 ? 1e-12 : a[i][i];
            for (int k = i + 1; k < n; k++) {
                double times = a[k][i] / pivot;
                for (int j = i; j <= n; j++) {
                    a[k][j] -= times * a[i][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double rest = a[i][n];
            for (int j = i + 1; j < n; j++) {
                rest -= a[i][j] * x[j];
            }
            x[i] = rest / (Math.abs(a[i][i]) < 1e-12 ? 1e-12 : a[i][i]);
        }
        return x;
    }

    private static double[][] product(double[][] one, double[][] other) {
        double[][] all = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    all[i][j] += one[i][k] * other[k][j];
                }
            }
        }
        return all;
    }
}
