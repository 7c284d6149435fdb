package io.equiveil.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;

/// Files for tests: honest ones and nasty ones, all made here.
public final class SampleFiles {

    private SampleFiles() {}

    /// A PDF with this text on each page.
    public static byte[] pdf(int pages, String text) {
        return pdf(pages, text, _ -> {});
    }

    public static byte[] pdf(int pages, String text, Consumer<PDDocument> also) {
        return pdf(pages, text, PDRectangle.A4, also);
    }

    public static byte[] pdf(int pages, String text, PDRectangle size, Consumer<PDDocument> also) {
        try (PDDocument document = new PDDocument();
                InputStream font = Objects.requireNonNull(
                        SampleFiles.class.getClassLoader().getResourceAsStream("nda/fonts/NotoSansSC-Regular.ttf"))) {
            PDType0Font letters = text.isEmpty() ? null : PDType0Font.load(document, font, true);
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage(size);
                document.addPage(page);
                if (letters == null) {
                    continue;
                }
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(letters, 14);
                    content.setLeading(26);
                    content.newLineAtOffset(60, size.getHeight() - 90);
                    for (int line = 0; line < 24; line++) {
                        content.showText(text + " 第" + i + "页 第" + (line + 1) + "行");
                        content.newLine();
                    }
                    content.endText();
                }
            }
            also.accept(document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] withPassword() {
        return pdf(1, "秘密", document -> {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "user", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            try {
                document.protect(policy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Runs a program when it is opened, and would start another.
    public static byte[] withActions() {
        return pdf(1, "会动的文件", document -> {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('boo')"));
            COSDictionary launch = new COSDictionary();
            launch.setItem(COSName.S, COSName.getPDFName("Launch"));
            launch.setString(COSName.F, "cmd.exe");
            document.getPage(0).getCOSObject().setItem(COSName.AA, launch);
        });
    }

    public static byte[] portfolio() {
        return pdf(
                1,
                "封面",
                document -> document.getDocumentCatalog()
                        .getCOSObject()
                        .setItem(COSName.getPDFName("Collection"), new COSDictionary()));
    }

    /// One small stream that unpacks to a gigabyte of blanks.
    public static byte[] bomb() {
        return pdf(1, "", document -> {
            try {
                COSStream stream = document.getDocument().createCOSStream();
                try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                    byte[] blanks = new byte[1 << 20];
                    java.util.Arrays.fill(blanks, (byte) ' ');
                    for (int i = 0; i < 256; i++) {
                        out.write(blanks);
                    }
                }
                document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// A picture inside that claims to be far larger than it is.
    public static byte[] withHugePicture() {
        return pdf(1, "", document -> {
            try {
                var picture = JPEGFactory.createFromByteArray(document, jpeg(40, 40, Color.RED));
                picture.getCOSObject().setInt(COSName.WIDTH, 90_000);
                picture.getCOSObject().setInt(COSName.HEIGHT, 90_000);
                try (PDPageContentStream content = new PDPageContentStream(document, document.getPage(0))) {
                    content.drawImage(picture, 0, 0, 100, 100);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// A page whose drawing never comes to an end.
    public static byte[] endlessPage() {
        return pdf(1, "", document -> {
            try (PDPageContentStream content = new PDPageContentStream(document, document.getPage(0))) {
                StringBuilder loops = new StringBuilder();
                for (int i = 0; i < 400_000; i++) {
                    loops.append("0 0 595 842 re 0 0 595 842 re f*\n");
                }
                content.appendRawCommands(loops.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public static byte[] jpeg(int width, int height, Color colour) {
        return encoded(picture(width, height, colour, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] png(int width, int height, Color colour) {
        return encoded(picture(width, height, colour, BufferedImage.TYPE_INT_ARGB), "png");
    }

    /// A JPEG that is red on its left half and blue on its right.
    public static byte[] redThenBlue(int width, int height) {
        BufferedImage picture = picture(width, height, Color.RED, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return encoded(picture, "jpeg");
    }

    /// Adds what cameras add: which way up, and where in the world.
    public static byte[] withExif(byte[] jpeg, int orientation, String place) {
        byte[] text = place.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + text.length).order(ByteOrder.BIG_ENDIAN);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putShort((short) 0x010e).putShort((short) 2).putInt(text.length).putInt(38);
        tiff.putInt(0).put(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(ByteBuffer.allocate(4)
                .put((byte) 0xff)
                .put((byte) 0xe1)
                .putShort((short) (2 + 6 + tiff.capacity()))
                .array());
        out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(tiff.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /// A PNG that claims these sides and has nothing to show for it.
    public static byte[] pngThatClaims(int width, int height) {
        byte[] png = png(8, 8, Color.GREEN);
        ByteBuffer head = ByteBuffer.wrap(png);
        head.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        head.putInt(29, (int) crc.getValue());
        return png;
    }

    /// A PNG with a text beside the picture that unpacks to so many blanks.
    static byte[] pngWithPackedText(byte[] png, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (var deflater = new java.util.zip.DeflaterOutputStream(packed)) {
            deflater.write(new byte[length]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer chunk = ByteBuffer.allocate(packed.size() + 12);
        chunk.putInt(packed.size())
                .put("zTXt".getBytes(StandardCharsets.ISO_8859_1))
                .put(packed.toByteArray());
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, packed.size() + 4);
        chunk.putInt((int) crc.getValue());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(png, 0, 33);
        all.writeBytes(chunk.array());
        all.write(png, 33, png.length - 33);
        return all.toByteArray();
    }

    /// A JPEG with a hundred passes over the same picture.
    static byte[] jpegOfManyScans() {
        byte[] jpeg = progressive(40, 30);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 100; i++) {
            all.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0});
        }
        all.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return all.toByteArray();
    }

    static byte[] progressiveJpegThatClaims(int width, int height) {
        byte[] jpeg = progressive(40, 30);
        for (int at = 0; at + 9 < jpeg.length; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xc2) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("not a progressive JPEG");
    }

    private static byte[] progressive(int width, int height) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new javax.imageio.stream.MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(javax.imageio.ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(
                    null,
                    new javax.imageio.IIOImage(
                            picture(width, height, Color.RED, BufferedImage.TYPE_INT_RGB), null, null),
                    how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(int width, int height, Color colour, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            ImageIO.write(picture, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
