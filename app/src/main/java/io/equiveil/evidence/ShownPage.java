package io.equiveil.evidence;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/// A page as a reader got it, looked at as a stranger would: by its pixels.
record ShownPage(BufferedImage picture) {

    /// Empty if the answer holds no picture.
    static Optional<ShownPage> of(Answer answer) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(answer.bytes())))
                    .map(ShownPage::new);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean isUpright() {
        return picture.getHeight() > picture.getWidth();
    }

    /// Per mille of the points that differ clearly from the colour that most of the page has.
    int inked() {
        int[] counts = new int[1 << 12];
        int points = 0;
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                counts[shade(picture.getRGB(x, y))]++;
                points++;
            }
        }
        int paper = 0;
        for (int i = 1; i < counts.length; i++) {
            paper = counts[i] > counts[paper] ? i : paper;
        }
        int inked = 0;
        for (int i = 0; i < counts.length; i++) {
            inked += distance(i, paper) > 1 ? counts[i] : 0;
        }
        return (int) (1_000L * inked / Math.max(1, points));
    }

    /// Per mille of the points that are clearly red: the colour of the stamp on identity documents.
    int reddened() {
        int red = 0;
        int points = 0;
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                int rgb = picture.getRGB(x, y);
                int others = Math.max(rgb >> 8 & 0xff, rgb & 0xff);
                red += (rgb >> 16 & 0xff) - others > 15 ? 1 : 0;
                points++;
            }
        }
        return (int) (1_000L * red / Math.max(1, points));
    }

    /// Four bits of each colour.
    private static int shade(int rgb) {
        return (rgb >> 20 & 0xf) << 8 | (rgb >> 12 & 0xf) << 4 | rgb >> 4 & 0xf;
    }

    private static int distance(int one, int other) {
        return Math.max(
                Math.abs((one >> 8) - (other >> 8)),
                Math.max(Math.abs((one >> 4 & 0xf) - (other >> 4 & 0xf)), Math.abs((one & 0xf) - (other & 0xf))));
    }
}
