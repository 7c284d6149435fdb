package io.equiveil.files;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// How much ink is where on a page: 0 for paper, 1 for full black. Shadows and the colour of the light are taken out;
/// red ink, with which chops are made, counts as paper.
final class Ink {

    private static final int TILE = 24;

    /// A chop takes a little of the red and most of the green; both go through the same ink, so the red that it took
    /// is this power of how they stand to each other, and black under it stays black.
    private static final float CHOP = 0.2f;

    private static final float FAINT = 0.03f;

    final int width;
    final int height;
    final float[] at;

    Ink(int width, int height, float[] at) {
        this.width = width;
        this.height = height;
        this.at = at;
    }

    static Ink of(BufferedImage picture) {
        Ink red = of(picture, 16);
        Ink green = of(picture, 8);
        for (int k = 0; k < red.at.length; k++) {
            float r = 1 - red.at[k] + FAINT;
            float g = 1 - green.at[k] + FAINT;
            if (r > g) {
                red.at[k] = Math.max(0, 1 + FAINT - r * (float) Math.pow(r / g, CHOP));
            }
        }
        return red;
    }

    private static Ink of(BufferedImage picture, int shift) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        float[] bright = new float[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                bright[y * width + x] = row[x] >> shift & 0xff;
            }
        }
        return new Ink(width, height, bright).inked();
    }

    /// The brightness of the paper is that of the brighter part of each tile and its neighbours.
    private Ink inked() {
        int across = (width + TILE - 1) / TILE;
        int down = (height + TILE - 1) / TILE;
        float[] paper = new float[across * down];
        float[] some = new float[TILE * TILE];
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                int n = 0;
                for (int y = j * TILE; y < Math.min(height, (j + 1) * TILE); y++) {
                    for (int x = i * TILE; x < Math.min(width, (i + 1) * TILE); x++) {
                        some[n++] = at[y * width + x];
                    }
                }
                Arrays.sort(some, 0, n);
                paper[j * across + i] = some[Math.min(n - 1, n * 8 / 10)];
            }
        }
        float[] brightest = new float[paper.length];
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                float most = 1;
                for (int y = Math.max(0, j - 1); y <= Math.min(down - 1, j + 1); y++) {
                    for (int x = Math.max(0, i - 1); x <= Math.min(across - 1, i + 1); x++) {
                        most = Math.max(most, paper[y * across + x]);
                    }
                }
                brightest[j * across + i] = most;
            }
        }
        float[] ink = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float white = smooth(brightest, across, down, (x + 0.5f) / TILE - 0.5f, (y + 0.5f) / TILE - 0.5f);
                ink[y * width + x] = Math.max(0, 1 - at[y * width + x] / white);
            }
        }
        return new Ink(width, height, ink);
    }

    private static float smooth(float[] field, int across, int down, float x, float y) {
        int i = Math.clamp((int) Math.floor(x), 0, Math.max(0, across - 2));
        int j = Math.clamp((int) Math.floor(y), 0, Math.max(0, down - 2));
        float dx = Math.clamp(x - i, 0f, 1f);
        float dy = Math.clamp(y - j, 0f, 1f);
        int right = Math.min(i + 1, across - 1);
        int below = Math.min(j + 1, down - 1);
        return (field[j * across + i] * (1 - dx) + field[j * across + right] * dx) * (1 - dy)
                + (field[below * across + i] * (1 - dx) + field[below * across + right] * dx) * dy;
    }

    /// Between the dots; NaN outside the picture.
    float between(double x, double y) {
        if (!(x >= 0) || !(y >= 0) || x > width - 1.001 || y > height - 1.001) {
            return Float.NaN;
        }
        int i = (int) x;
        int j = (int) y;
        float dx = (float) (x - i);
        float dy = (float) (y - j);
        int k = j * width + i;
        return (at[k] * (1 - dx) + at[k + 1] * dx) * (1 - dy)
                + (at[k + width] * (1 - dx) + at[k + width + 1] * dx) * dy;
    }

    /// A little out of focus (1-2-1, both ways, several times).
    Ink blurred(int times) {
        float[] now = at.clone();
        float[] next = new float[now.length];
        for (int round = 0; round < times; round++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int k = y * width + x;
                    next[k] = (now[x > 0 ? k - 1 : k] + 2 * now[k] + now[x < width - 1 ? k + 1 : k]) / 4;
                }
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int k = y * width + x;
                    now[k] = (next[y > 0 ? k - width : k] + 2 * next[k] + next[y < height - 1 ? k + width : k]) / 4;
                }
            }
        }
        return new Ink(width, height, now);
    }
}
