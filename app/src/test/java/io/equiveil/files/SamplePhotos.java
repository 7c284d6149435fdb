package io.equiveil.files;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Photographs of a page as somebody takes them: from the side, turned, not quite flat, in bad light, a little out of
/// focus, with noise, as a JPEG. The same seed makes the same photograph.
public final class SamplePhotos {

    private SamplePhotos() {}

    /// @param page     some 200 dots per inch
    /// @param badly    0 for a scanner, 1 for a hurried telephone
    /// @param quarters by how many quarters the telephone was turned
    public static byte[] of(BufferedImage page, long seed, double badly, int quarters) {
        Random random = new Random(seed);
        int width = 2_000;
        int height = 2_667;
        double w = page.getWidth();
        double h = page.getHeight();
        double wild = 150 * badly;
        double m = 20 + 120 * badly;
        Plane onto = Plane.through(
                List.of(
                        corner(random, m, m, 0, 0, wild),
                        corner(random, width - m, m, w, 0, wild),
                        corner(random, width - m, height - m, w, h, wild),
                        corner(random, m, height - m, 0, h, wild)),
                false);
        double turn = (random.nextDouble() - 0.5) * 0.12 * badly;
        double curl = 5 * badly * random.nextDouble();
        double wave = 1 + 2 * random.nextDouble();
        double dark = 0.45 * badly * random.nextDouble();
        double slope = random.nextDouble() * 2 * Math.PI;
        double noise = 4 + 9 * badly;
        double blur = 0.5 + 0.9 * badly * random.nextDouble();
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double cx = x - width / 2.0;
                double cy = y - height / 2.0;
                double px = cx * Math.cos(turn) - cy * Math.sin(turn) + width / 2.0;
                double py = cx * Math.sin(turn) + cy * Math.cos(turn) + height / 2.0;
                py += curl * Math.sin(px / width * Math.PI * wave);
                double u = onto.u(px, py);
                double v = onto.v(px, py);
                double light = 1 - dark * (0.5 + 0.5 * (cx * Math.cos(slope) + cy * Math.sin(slope)) / 1_600);
                int rgb = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    double ink = 0;
                    for (int k = 0; k < 4; k++) {
                        ink += dot(page, u + (k % 2 - 0.5) * 2 * blur, v + (k / 2 - 0.5) * 2 * blur, shift) / 4;
                    }
                    double warm = shift == 0 ? 1 - 0.12 * badly : 1;
                    int value = (int) Math.round(ink * light * warm + random.nextGaussian() * noise);
                    rgb |= Math.clamp(value, 0, 255) << shift;
                }
                photo.setRGB(x, y, rgb);
            }
        }
        return jpeg(turned(photo, quarters), (float) (0.9 - 0.25 * badly));
    }

    /// With a round chop across the text and half a seam chop at the edge, in red ink through which black is seen.
    public static BufferedImage stamped(BufferedImage page) {
        int width = page.getWidth();
        int height = page.getHeight();
        BufferedImage ink = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = ink.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(214, 48, 60));
        pen.setStroke(new BasicStroke(width / 230f));
        int across = width / 5;
        pen.drawOval(width * 55 / 100, height * 40 / 100, across, across);
        pen.fillRect(width * 60 / 100, height * 40 / 100 + across / 2, across / 2, across / 12);
        for (int i = 0; i < 9; i++) {
            pen.drawOval(
                    width * 59 / 100 + i * across / 14,
                    height * 42 / 100 + i % 3 * across / 9,
                    across / 16,
                    across / 12);
        }
        pen.drawOval(width - across / 2, height * 55 / 100, across, across);
        pen.dispose();
        BufferedImage both = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    rgb |= (page.getRGB(x, y) >> shift & 0xff) * (ink.getRGB(x, y) >> shift & 0xff) / 255 << shift;
                }
                both.setRGB(x, y, rgb);
            }
        }
        return both;
    }

    private static Plane.Pair corner(Random random, double x, double y, double u, double v, double wild) {
        return new Plane.Pair(x + (random.nextDouble() - 0.5) * wild, y + (random.nextDouble() - 0.5) * wild, u, v);
    }

    // A grey desk around the page.
    private static double dot(BufferedImage page, double x, double y, int shift) {
        int i = (int) Math.floor(x);
        int j = (int) Math.floor(y);
        if (i < 0 || j < 0 || i >= page.getWidth() - 1 || j >= page.getHeight() - 1) {
            return 90;
        }
        double dx = x - i;
        double dy = y - j;
        return ((page.getRGB(i, j) >> shift & 0xff) * (1 - dx) + (page.getRGB(i + 1, j) >> shift & 0xff) * dx)
                        * (1 - dy)
                + ((page.getRGB(i, j + 1) >> shift & 0xff) * (1 - dx)
                                + (page.getRGB(i + 1, j + 1) >> shift & 0xff) * dx)
                        * dy;
    }

    private static BufferedImage turned(BufferedImage picture, int quarters) {
        BufferedImage now = picture;
        for (int k = 0; k < quarters; k++) {
            BufferedImage next = new BufferedImage(now.getHeight(), now.getWidth(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < now.getHeight(); y++) {
                for (int x = 0; x < now.getWidth(); x++) {
                    next.setRGB(now.getHeight() - 1 - y, x, now.getRGB(x, y));
                }
            }
            now = next;
        }
        return now;
    }

    private static byte[] jpeg(BufferedImage picture, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.write(null, new IIOImage(picture, null, null), how);
            stream.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
