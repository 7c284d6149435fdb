package io.equiveil.files;

import io.equiveil.files.Papers.Sent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Service;

/// The front door of this room: takes files in and makes one paper of them; draws the pages of a paper.
///
/// What comes in is looked at in bounded memory. Nothing is believed of a file that its content does not show, and
/// nothing of it touches a disk here.
@Service
public class IncomingFiles {

    /// Bytes of one upload, all its files together.
    public static final long LONGEST = 60L << 20;

    public static final int MOST_PAGES = 1_000;
    public static final int MOST_IDENTITY_PAGES = 20;
    public static final int MOST_PHOTOS = 30;

    private static final int MOST_PAGES_WITH_CODES = 40;
    private static final int WIDTH_FOR_CODES = 1_600;
    private static final int MOST_PAGES_CLOSELY = 3;
    private static final int WIDTH_FOR_SMALL_CODES = 3_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Scratch scratch;
    private final Papers papers;
    private final Converters converters;
    private final Watermark watermark;

    IncomingFiles(Scratch scratch, Papers papers, Converters converters, Watermark watermark) {
        this.scratch = scratch;
        this.papers = papers;
        this.converters = converters;
        this.watermark = watermark;
    }

    /// What arguments the sentences of refusals take, in their order.
    public static Object[] bounds() {
        return new Object[] {
            Long.toString(LONGEST >> 20),
            Integer.toString(MOST_PHOTOS),
            Integer.toString(MOST_PAGES),
            Integer.toString(MOST_IDENTITY_PAGES)
        };
    }

    /// Whether office files can be made into pages here and now.
    public boolean takesOffice() {
        return converters.takes(PaperKind.TEXT)
                || converters.takes(PaperKind.SHEETS)
                || converters.takes(PaperKind.SLIDES);
    }

    /// What a browser's file dialog should offer, as in HTML's `accept`. HEIC only where it can be read:
    /// telephones turn it into JPEG by themselves for pages that do not name it.
    ///
    /// @param photosOnly leaves office files out
    public String accepts(boolean photosOnly) {
        return "image/jpeg,image/png,.jpg,.jpeg,.png" + (converters.takesHeic() ? ",.heic,.heif" : "") + ",.pdf"
                + (photosOnly || !takesOffice() ? "" : ",.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp");
    }

    /// Takes in one PDF, one office file, or photographs in the order of their pages.
    ///
    /// @param stamp what every page of an identity document says, burned into its pictures; empty for others
    /// @return [TakeResult.Taken] is to be closed by the caller, in every case
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public TakeResult take(SentFiles files, Optional<String> stamp) throws IOException {
        return switch (receive(files)) {
            case ReceiveResult.Refused(var because) -> new TakeResult.Refused(because);
            case ReceiveResult.Received received -> received.make(stamp, Progress.UNHEARD);
        };
    }

    /// The first half of taking in: reads the files to their end, so that whoever sent them need not wait for
    /// the rest.
    ///
    /// @return [ReceiveResult.Received] is to be made into a paper or closed
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public ReceiveResult receive(SentFiles files) throws IOException {
        Optional<Scratch.Place> free = scratch.take(PATIENCE);
        if (free.isEmpty()) {
            return new ReceiveResult.Refused(FileRefusal.BUSY);
        }
        Scratch.Place place = free.get();
        boolean read = false;
        try {
            List<Sent> sent = read(files, place);
            read = true;
            return new ReceiveResult.Received(sent, place, papers);
        } catch (FileRefused refused) {
            return new ReceiveResult.Refused(refused.refusal());
        } finally {
            if (!read) {
                place.close();
            }
        }
    }

    private static List<Sent> read(SentFiles files, Scratch.Place place) throws IOException, FileRefused {
        List<Sent> sent = new ArrayList<>();
        for (Optional<SentFiles.SentFile> next = files.next(); next.isPresent(); next = files.next()) {
            if (sent.size() == MOST_PHOTOS) {
                throw new FileRefused(FileRefusal.TOO_MANY_PHOTOS);
            }
            SentFiles.SentFile file = next.get();
            sent.add(new Sent(file.name(), place.read(file.content())));
        }
        return sent;
    }

    /// Takes in a Word document (docx) with places to fill in.
    ///
    /// @throws IOException if the file cannot be read to its end; nothing is kept
    public WordResult word(SentFiles files) throws IOException {
        Optional<Scratch.Place> free = scratch.take(PATIENCE);
        if (free.isEmpty()) {
            return new WordResult.Refused(FileRefusal.BUSY);
        }
        try (Scratch.Place place = free.get()) {
            List<Sent> sent = read(files, place);
            if (sent.size() != 1) {
                return new WordResult.Refused(sent.isEmpty() ? FileRefusal.EMPTY : FileRefusal.MIXED);
            }
            byte[] content = sent.getFirst().content();
            switch (FileNature.of(content, sent.getFirst().fileName())) {
                case PACKAGE -> {
                    // Looked at below.
                }
                case COMPOUND -> {
                    OldOfficeFile.look(content);
                    return new WordResult.Refused(FileRefusal.NOT_WORD);
                }
                case PDF, JPEG, PNG, HEIC -> {
                    return new WordResult.Refused(FileRefusal.NOT_WORD);
                }
            }
            WordTemplate template = WordTemplate.read(content);
            return converters.takes(PaperKind.TEXT)
                    ? new WordResult.Taken(template)
                    : new WordResult.Refused(FileRefusal.OFFICE_NOT_SET_UP);
        } catch (FileRefused refused) {
            return new WordResult.Refused(refused.refusal());
        }
    }

    /// Reads a Word document that was taken in and kept. Empty if it is none any more.
    public Optional<WordTemplate> wordKept(byte[] file) {
        try {
            return Optional.of(WordTemplate.read(file));
        } catch (FileRefused spoilt) {
            return Optional.empty();
        }
    }

    /// Makes pages of a filled Word document. Takes a second or two.
    public PagesResult pagesOf(WordTemplate.Filled document) {
        try {
            byte[] pdf = converters.pdf(document.file(), OfficeFormat.DOCX);
            return new PagesResult.Made(pdf, PdfCheck.pages(pdf, MOST_PAGES));
        } catch (FileRefused refused) {
            return new PagesResult.Refused(refused.refusal());
        }
    }

    /// What the QR codes on the pages say, page by page; pages that do not draw in time say nothing.
    ///
    /// @param pdf a paper that was taken in
    public List<String> qrCodes(byte[] pdf) throws IOException {
        return qrCodes(pdf, MOST_PAGES_WITH_CODES, WIDTH_FOR_CODES);
    }

    /// As above for a photograph of something large with a small code on it, such as a licence on a wall: the first
    /// pages, drawn as sharp as they were kept.
    public List<String> qrCodesClosely(byte[] pdf) throws IOException {
        List<String> texts = qrCodes(pdf, MOST_PAGES_CLOSELY, WIDTH_FOR_SMALL_CODES);
        return texts.isEmpty() ? qrCodes(pdf, MOST_PAGES_CLOSELY, WIDTH_FOR_CODES) : texts;
    }

    private static List<String> qrCodes(byte[] pdf, int mostPages, int width) throws IOException {
        List<String> texts = new ArrayList<>();
        try (PDDocument document = PdfCheck.open(pdf)) {
            CarefulRenderer renderer = new CarefulRenderer(document, Duration.ofSeconds(5));
            for (int page = 0; page < Math.min(document.getNumberOfPages(), mostPages); page++) {
                try {
                    BufferedImage picture = renderer.draw(page, width);
                    texts.addAll(QrReader.read(picture));
                    picture.flush();
                } catch (IOException notDrawn) {
                    // A page that cannot be drawn is seen by the person who compares, not by a machine.
                }
            }
        }
        return texts;
    }

    /// Opens a print and the photographs of it to be compared.
    ///
    /// @param printed a PDF of our own; A4 upright, a QR code on every page
    /// @param scan    a paper that was taken in
    /// @throws IOException if one of them does not open
    public PageComparison comparison(
            byte[] printed, byte[] scan, PageComparison.Codes codes, PageComparison.LeftOut leftOut)
            throws IOException {
        PDDocument print = PdfCheck.open(printed);
        PDDocument photos = PdfCheck.open(scan);
        return new PageComparison(
                print,
                photos,
                new CarefulRenderer(print, PATIENCE),
                new CarefulRenderer(photos, PATIENCE),
                codes,
                leftOut,
                watermark);
    }

    /// A strip with lines of text, in our own letters: for what stands where a page does not.
    ///
    /// @param width in pixels
    public BufferedImage strip(int width, List<String> lines) {
        return watermark.strip(width, lines);
    }

    /// Opens a kept paper for drawing its pages.
    ///
    /// @param pdf      stays in use until the paper is closed; wiping it is the caller's affair
    /// @param patience for drawing one page
    /// @throws IOException if it does not open
    public OpenPaper open(byte[] pdf, Duration patience) throws IOException {
        return new OpenPaper(PdfCheck.open(pdf), patience, watermark);
    }
}
