package io.equiveil.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Photographs on their way in, pages on their way out. Never uses a temporary file.
///
/// A photograph is decoded, turned upright and encoded anew: of what the camera wrote beside the picture (place, time,
/// serial number) nothing is left.
final class Pictures {

    /// Most pixels that a photograph may claim; more than any telephone makes.
    static final long MOST_PIXELS = 120_000_000L;

    /// Most pixels of a progressive JPEG: the decoder holds all of its coefficients, six bytes for each pixel.
    static final long MOST_PROGRESSIVE_PIXELS = 40_000_000L;

    /// Most passes of a progressive JPEG; each costs as much time as a whole picture. Usual are ten.
    private static final int MOST_SCANS = 64;

    /// A photograph is decoded to no more than so many pixels.
    private static final long DECODED_PIXELS = 16_000_000L;

    /// Longest side of what is kept: an A4 page at some 250 dots per inch.
    static final int LONGEST_SIDE = 3_000;

    private static final float QUALITY = 0.88f;

    static {
        // What else decodes pictures for us (PDFBox) would otherwise put them into the temporary folder.
        ImageIO.setUseCache(false);
        System.setProperty("java.awt.headless", "true");
    }

    private Pictures() {}

    /// Makes sure that nothing spools.
    static void staysInMemory() {
        ImageIO.setUseCache(false);
    }

    /// A photograph, upright, in plain colours, no larger than [#LONGEST_SIDE].
    ///
    /// @throws FileRefused if it does not decode, or claims too many pixels (which is looked at before decoding)
    static BufferedImage upright(byte[] content, FileNature nature) throws FileRefused {
        int orientation = Orientation.of(content, nature);
        BufferedImage decoded = decode(nature == FileNature.PNG ? Png.onlyThePicture(content) : content, nature);
        double scale = Math.min(1.0, LONGEST_SIDE / (double) Math.max(decoded.getWidth(), decoded.getHeight()));
        int width = Math.max(1, (int) Math.round(decoded.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(decoded.getHeight() * scale));
        boolean lying = orientation >= 5;
        BufferedImage upright =
                new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, upright.getWidth(), upright.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform transform = Orientation.transform(orientation, width, height);
            transform.scale(width / (double) decoded.getWidth(), height / (double) decoded.getHeight());
            graphics.drawImage(decoded, transform, null);
        } finally {
            graphics.dispose();
            decoded.flush();
        }
        return upright;
    }

    private static BufferedImage decode(byte[] content, FileNature nature) throws FileRefused {
        ImageReader reader = ImageIO.getImageReadersByFormatName(nature == FileNature.PNG ? "png" : "jpeg")
                .next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS || Math.max(reader.getWidth(0), reader.getHeight(0)) > 30_000) {
                throw new FileRefused(FileRefusal.PICTURE_TOO_LARGE);
            }
            if (nature == FileNature.JPEG) {
                requireFewScans(content, pixels);
            }
            if (!hasColoursForScreens(reader)) {
                throw new FileRefused(FileRefusal.PRINT_COLOURS);
            }
            ImageReadParam how = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt(pixels / (double) DECODED_PIXELS));
            if (step > 1) {
                how.setSourceSubsampling(step, step, 0, 0);
            }
            return reader.read(0, how);
        } catch (IOException | RuntimeException e) {
            throw new FileRefused(FileRefusal.DAMAGED);
        } finally {
            reader.dispose();
        }
    }

    /// A progressive JPEG comes in passes over the whole picture.
    private static void requireFewScans(byte[] content, long pixels) throws FileRefused {
        int scans = 0;
        boolean progressive = false;
        for (int at = 0; at + 1 < content.length; at++) {
            if ((content[at] & 0xff) == 0xff) {
                int marker = content[at + 1] & 0xff;
                progressive |= marker == 0xc2 || marker == 0xc6 || marker == 0xca;
                scans += marker == 0xda ? 1 : 0;
            }
        }
        if (progressive && pixels > MOST_PROGRESSIVE_PIXELS) {
            throw new FileRefused(FileRefusal.PICTURE_TOO_LARGE);
        }
        if (scans > MOST_SCANS) {
            throw new FileRefused(FileRefusal.TOO_COMPLEX);
        }
    }

    private static boolean hasColoursForScreens(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        return types.hasNext();
    }

    /// Pixels that a JPEG inside a PDF claims, without decoding it; -1 if it does not say.
    static long pixelsOfJpeg(byte[] content) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            return (long) reader.getWidth(0) * reader.getHeight(0);
        } catch (IOException | RuntimeException e) {
            return -1;
        } finally {
            reader.dispose();
        }
    }

    /// Pixels that a JPEG or PNG claims, seen from its beginning; -1 if it is neither, or does not say.
    static long pixelsIn(byte[] beginning) {
        if (beginning.length < 33) {
            return -1;
        }
        if ((beginning[0] & 0xff) == 0xff && (beginning[1] & 0xff) == 0xd8) {
            return pixelsOfJpeg(beginning);
        }
        return Png.pixels(beginning);
    }

    /// A picture as JPEG, without anything but the picture.
    static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
