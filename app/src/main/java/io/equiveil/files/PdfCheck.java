package io.equiveil.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/// Looks at a PDF before it is taken in: does it open without a password, is it whole, can every page be shown, and
/// does it stay as small as it seems.
///
/// Programs, launch actions and files inside a PDF are neither run nor removed: nobody is ever given the file, only
/// pictures of its pages.
final class PdfCheck {

    /// Most pixels of a picture inside a PDF: an A3 page at 600 dots per inch, and some more.
    static final long MOST_PICTURE_PIXELS = 100_000_000L;

    private static final long MOST_UNPACKED_PER_STREAM = 192L << 20;
    private static final long MOST_UNPACKED = 1L << 30;
    private static final long MOST_WORKING_MEMORY = 256L << 20;
    private static final int TAIL = 1024;
    private static final float SMALLEST_SIDE = 9;
    private static final float LONGEST_SIDE = 14_400;

    /// How many times longer than wide a page may be.
    static final float MOST_RATIO = 5;

    private PdfCheck() {}

    /// Opens a PDF in memory.
    static PDDocument open(byte[] content) throws IOException {
        Pictures.staysInMemory();
        return Loader.loadPDF(
                content, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MOST_WORKING_MEMORY).streamCache);
    }

    /// Looks at it.
    ///
    /// @return number of its pages
    static int pages(byte[] content, int mostPages) throws FileRefused {
        requireWhole(content);
        try (PDDocument document = open(content)) {
            int pages = document.getNumberOfPages();
            if (pages < 1) {
                throw new FileRefused(FileRefusal.DAMAGED);
            }
            if (pages > mostPages) {
                throw new FileRefused(FileRefusal.TOO_MANY_PAGES);
            }
            requireOrdinary(document);
            requireShapes(document);
            new Unpacking(document).require();
            new CarefulRenderer(document, Duration.ofSeconds(20)).draw(0, 400).flush();
            return pages;
        } catch (InvalidPasswordException e) {
            throw new FileRefused(FileRefusal.ENCRYPTED);
        } catch (CarefulRenderer.TooSlow e) {
            throw new FileRefused(FileRefusal.TOO_COMPLEX);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new FileRefused(isSealedForSomebody(content) ? FileRefusal.ENCRYPTED : FileRefusal.DAMAGED);
        }
    }

    /// The format wants its end within the last kilobyte. What follows later, or is missing, is another file glued on
    /// or this one cut off.
    private static void requireWhole(byte[] content) throws FileRefused {
        String tail = new String(
                content,
                Math.max(0, content.length - TAIL),
                Math.min(TAIL, content.length),
                StandardCharsets.ISO_8859_1);
        if (!tail.contains("%%EOF")) {
            boolean endsElsewhere = new String(content, StandardCharsets.ISO_8859_1).contains("%%EOF");
            boolean foreign = endsElsewhere && !isPartOfPdf(content);
            throw new FileRefused(foreign ? FileRefusal.DISGUISED : FileRefusal.DAMAGED);
        }
    }

    /// Whether what follows the last end of file looks like the beginning of another revision that was cut off.
    private static boolean isPartOfPdf(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String after = text.substring(text.lastIndexOf("%%EOF") + 5);
        return after.matches("(?s)\\s*\\d+ \\d+ obj.*") || after.isBlank();
    }

    private static boolean isSealedForSomebody(byte[] content) {
        String tail = new String(
                content,
                Math.max(0, content.length - 8192),
                Math.min(8192, content.length),
                StandardCharsets.ISO_8859_1);
        return tail.contains("/Encrypt");
    }

    private static void requireOrdinary(PDDocument document) throws FileRefused {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        if (catalog.getDictionaryObject(COSName.getPDFName("Collection")) != null) {
            throw new FileRefused(FileRefusal.PORTFOLIO);
        }
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null && form.hasXFA() && (form.xfaIsDynamic() || catalog.getBoolean("NeedsRendering", false))) {
            throw new FileRefused(FileRefusal.DYNAMIC_FORM);
        }
    }

    private static void requireShapes(PDDocument document) throws FileRefused {
        for (PDPage page : document.getPages()) {
            PDRectangle box = page.getCropBox();
            float shorter = Math.min(box.getWidth(), box.getHeight());
            float longer = Math.max(box.getWidth(), box.getHeight());
            if (!(shorter >= SMALLEST_SIDE) || !(longer <= LONGEST_SIDE) || longer / shorter > MOST_RATIO) {
                throw new FileRefused(FileRefusal.ODD_PAGE);
            }
        }
    }

    /// Unpacks every stream of a document once, into nothing, and stops where it becomes too much.
    private static final class Unpacking {

        private final PDDocument document;
        private long total;

        Unpacking(PDDocument document) {
            this.document = document;
        }

        void require() throws FileRefused, IOException {
            for (COSObjectKey key :
                    List.copyOf(document.getDocument().getXrefTable().keySet())) {
                COSObject object = document.getDocument().getObjectFromPool(key);
                COSBase base = object.getObject();
                if (base instanceof COSStream stream) {
                    require(stream);
                }
            }
        }

        private void require(COSStream stream) throws FileRefused, IOException {
            if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
                requirePicture(stream.getLong(COSName.WIDTH), stream.getLong(COSName.HEIGHT));
            }
            List<COSName> filters = filters(stream);
            if (filters.size() > 4) {
                throw new FileRefused(FileRefusal.EXPLODES);
            }
            byte[] content;
            try (InputStream raw = stream.createRawInputStream()) {
                content = raw.readAllBytes();
            }
            for (int i = 0; i < filters.size(); i++) {
                COSName name = filters.get(i);
                if (isOf(name, COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION)) {
                    if (Pictures.pixelsOfJpeg(content) > MOST_PICTURE_PIXELS) {
                        throw new FileRefused(FileRefusal.PICTURE_TOO_LARGE);
                    }
                    return;
                }
                if (isOf(name, COSName.JPX_DECODE) || isOf(name, COSName.JBIG2_DECODE)) {
                    requireReader(isOf(name, COSName.JPX_DECODE) ? "JPEG2000" : "JBIG2");
                    return;
                }
                if (isOf(name, COSName.CCITTFAX_DECODE, COSName.CCITTFAX_DECODE_ABBREVIATION)) {
                    requireFax(stream, i);
                    return;
                }
                if (isOf(name, COSName.CRYPT)) {
                    continue;
                }
                content = unpacked(name, content, stream, i, i == filters.size() - 1);
            }
        }

        private byte[] unpacked(COSName name, byte[] content, COSStream stream, int index, boolean last)
                throws FileRefused {
            Counter counter = new Counter(!last);
            try {
                Filter filter = FilterFactory.INSTANCE.getFilter(name);
                filter.decode(new ByteArrayInputStream(content), counter, stream, index);
            } catch (TooMuch e) {
                throw new FileRefused(FileRefusal.EXPLODES);
            } catch (IOException e) {
                // A stream that does not unpack is seen on its page, or nowhere.
            }
            total += counter.count;
            if (total > MOST_UNPACKED) {
                throw new FileRefused(FileRefusal.EXPLODES);
            }
            return counter.kept.toByteArray();
        }

        private static void requirePicture(long width, long height) throws FileRefused {
            if (width < 0 || height < 0 || (width > 0 && height > MOST_PICTURE_PIXELS / width)) {
                throw new FileRefused(FileRefusal.PICTURE_TOO_LARGE);
            }
        }

        private static void requireFax(COSStream stream, int index) throws FileRefused {
            COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
            COSBase own =
                    parameters instanceof COSArray array && index < array.size() ? array.getObject(index) : parameters;
            if (own instanceof COSDictionary fax) {
                requirePicture(fax.getLong(COSName.COLUMNS, 1728), Math.max(1, fax.getLong(COSName.ROWS, 1)));
            }
        }

        private static void requireReader(String format) throws FileRefused {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
            if (!readers.hasNext()) {
                throw new FileRefused(FileRefusal.PICTURES_NOT_SHOWN);
            }
        }

        private static List<COSName> filters(COSStream stream) {
            List<COSName> names = new ArrayList<>();
            COSBase filters = stream.getFilters();
            if (filters instanceof COSName one) {
                names.add(one);
            } else if (filters instanceof COSArray several) {
                for (int i = 0; i < several.size(); i++) {
                    if (several.getObject(i) instanceof COSName name) {
                        names.add(name);
                    }
                }
            }
            return names;
        }

        private static boolean isOf(COSName name, COSName... names) {
            return List.of(names).contains(name);
        }
    }

    private static final class TooMuch extends IOException {}

    /// Counts what a filter gives out; keeps it only where another filter follows.
    private static final class Counter extends OutputStream {
        private final boolean keeps;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long count;

        Counter(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            if (count > MOST_UNPACKED_PER_STREAM) {
                throw new TooMuch();
            }
            if (keeps) {
                kept.write(bytes, offset, length);
            }
        }
    }
}
