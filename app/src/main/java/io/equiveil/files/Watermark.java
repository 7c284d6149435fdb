package io.equiveil.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Burns text into a picture, tiled over all of it at a slant, so that every part that is cut out still carries it.
///
/// The letters grow with the picture; there is no size at which they are left out. They are drawn twice, dark and
/// light, so that they are seen on white paper and on a black photograph.
final class Watermark {

    private static final double SLANT = Math.toRadians(-27);

    private final Lettering lettering;

    Watermark(Lettering lettering) {
        this.lettering = lettering;
    }

    /// How strongly it is drawn.
    enum Strength {
        /// Who looks: what lies beneath stays readable.
        VIEW(new Color(35, 45, 55, 66), new Color(255, 255, 255, 60), 30),
        /// What a copy of an identity document is for: this must not be overlooked.
        STAMP(new Color(170, 20, 20, 104), new Color(255, 255, 255, 70), 24);

        private final Color dark;
        private final Color light;
        private final int lettersAcross;

        Strength(Color dark, Color light, int lettersAcross) {
            this.dark = dark;
            this.light = light;
            this.lettersAcross = lettersAcross;
        }
    }

    /// Draws the lines over the whole picture, one after the other from row to row.
    void burn(BufferedImage picture, List<String> lines, Strength strength) {
        List<Lettering.Line> outlines = lines.stream().map(lettering::line).toList();
        double width = picture.getWidth();
        double height = picture.getHeight();
        double size = Math.max(13, Math.min(width, height * 1.4) / strength.lettersAcross);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            AffineTransform slanted = AffineTransform.getRotateInstance(SLANT, width / 2, height / 2);
            double reach = Math.hypot(width, height) / 2 + size;
            double rowHeight = size * 4.2;
            int rows = (int) Math.ceil(reach / rowHeight);
            for (int row = -rows; row <= rows; row++) {
                Lettering.Line line = outlines.get(Math.floorMod(row, outlines.size()));
                double step = (line.width() + 2.5) * size;
                double y = height / 2 + row * rowHeight;
                double start = width / 2 - reach - (Math.floorMod(row, 3) * step / 3);
                for (double x = start; x < width / 2 + reach; x += step) {
                    draw(graphics, slanted, line, new Rectangle2D.Double(x, y, width, height), size, strength);
                }
            }
        } finally {
            graphics.dispose();
        }
    }

    /// A strip of its own with lines of text, the first at the top.
    BufferedImage strip(int width, List<String> lines) {
        List<Lettering.Line> outlines = lines.stream().map(lettering::line).toList();
        double widest =
                outlines.stream().mapToDouble(Lettering.Line::width).max().orElse(1);
        double size = Math.min(22, width * 0.92 / widest);
        BufferedImage strip = new BufferedImage(
                width, (int) Math.ceil(size * (1.7 * outlines.size() + 1.6)), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = strip.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(new Color(0xfff4d6));
            graphics.fillRect(0, 0, strip.getWidth(), strip.getHeight());
            graphics.setColor(new Color(0x4a3200));
            for (int line = 0; line < outlines.size(); line++) {
                AffineTransform place = AffineTransform.getTranslateInstance(width * 0.04, size * (1.7 * line + 2));
                place.scale(size, size);
                graphics.fill(place.createTransformedShape(outlines.get(line).outline()));
            }
        } finally {
            graphics.dispose();
        }
        return strip;
    }

    /// @param at where the line begins, and how large the picture is
    private static void draw(
            Graphics2D graphics,
            AffineTransform slanted,
            Lettering.Line line,
            Rectangle2D at,
            double size,
            Strength strength) {
        AffineTransform place = new AffineTransform(slanted);
        place.translate(at.getX(), at.getY());
        place.scale(size, size);
        Rectangle2D box = place.createTransformedShape(new Rectangle2D.Double(0, -1, line.width(), 1.3))
                .getBounds2D();
        if (!box.intersects(0, 0, at.getWidth(), at.getHeight())) {
            return;
        }
        AffineTransform shadow = new AffineTransform(place);
        shadow.translate(0.05, 0.05);
        graphics.setColor(strength.light);
        graphics.fill(shadow.createTransformedShape(line.outline()));
        graphics.setColor(strength.dark);
        graphics.fill(place.createTransformedShape(line.outline()));
    }
}
