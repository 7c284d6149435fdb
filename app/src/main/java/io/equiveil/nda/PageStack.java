package io.equiveil.nda;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/// Pages of a paper below each other in one picture, drawn one at a time. The picture stays within [#MOST_PIXELS]
/// however long the paper is: many pages become narrower, and what is left out is said at the top and the end.
final class PageStack {

    /// More are not shown in one picture.
    static final int MOST_PAGES = 40;

    /// 72 MB while it is made.
    static final long MOST_PIXELS = 24_000_000;

    /// Narrower, a printed page cannot be read.
    private static final int LEAST_WIDTH = 500;

    /// A JPEG ends at 65,535 rows.
    private static final int MOST_HEIGHT = 60_000;

    private static final int GAP = 12;
    private static final Color DESK = new Color(0xe6e6e6);

    /// Draws one page.
    interface Pages {
        /// @param index from 0
        BufferedImage draw(int index, int width) throws IOException;
    }

    /// Writes lines of text on a strip.
    interface Words {
        BufferedImage strip(int width, List<String> lines);
    }

    private final double[] ratios;
    private final int widest;
    private final Words words;

    /// @param ratios height over width of every page of the file
    /// @param widest width of the picture if the pages are few
    PageStack(double[] ratios, int widest, Words words) {
        this.ratios = ratios.clone();
        this.widest = widest;
        this.words = words;
    }

    /// How many pages are shown.
    int shown() {
        double sum = 0;
        int shown = 0;
        while (shown < Math.min(ratios.length, MOST_PAGES) && width(sum + ratios[shown]) >= LEAST_WIDTH) {
            sum += ratios[shown++];
        }
        return shown;
    }

    private int width(double sum) {
        return (int) Math.min(widest, Math.min(Math.sqrt(MOST_PIXELS / sum), MOST_HEIGHT / sum));
    }

    /// Draws it. A page that does not draw leaves its place with a word about it, and the others are there.
    BufferedImage drawn(Pages pages) {
        int shown = shown();
        double sum = 0;
        for (int page = 0; page < shown; page++) {
            sum += ratios[page];
        }
        int width = shown == 0 ? widest : width(sum);
        List<BufferedImage> left = shown == ratios.length
                ? List.of()
                : List.of(words.strip(
                        width,
                        List.of(
                                "本图只显示前 " + shown + " 页，文件共 " + ratios.length + " 页。",
                                "The first " + shown + " of " + ratios.length + " pages are shown here.")));
        int strips = left.stream().mapToInt(strip -> strip.getHeight() + GAP).sum();
        int height = 2 * strips;
        for (int page = 0; page < shown; page++) {
            height += height(page, width) + GAP;
        }
        BufferedImage all = new BufferedImage(width, Math.max(1, height), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = all.createGraphics();
        try {
            pen.setColor(DESK);
            pen.fillRect(0, 0, width, all.getHeight());
            left.forEach(strip -> pen.drawImage(strip, 0, 0, null));
            int y = strips;
            for (int page = 0; page < shown; page++) {
                BufferedImage picture = drawn(pages, page, width);
                pen.drawImage(picture, 0, y, null);
                picture.flush();
                y += height(page, width) + GAP;
            }
            int end = y;
            left.forEach(strip -> pen.drawImage(strip, 0, end, null));
        } finally {
            pen.dispose();
        }
        return all;
    }

    private int height(int page, int width) {
        return Math.max(1, (int) Math.round(width * ratios[page]));
    }

    private BufferedImage drawn(Pages pages, int page, int width) {
        try {
            return pages.draw(page, width);
        } catch (IOException | RuntimeException broken) {
            return words.strip(
                    width,
                    List.of(
                            "第 " + (page + 1) + " 页无法显示，请查看原件。",
                            "Page " + (page + 1) + " cannot be shown; look at the original."));
        }
    }
}
