package io.equiveil.files;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/// Compares photographed or scanned pages with the printed ones, as far as a machine can: which page is it, by
/// its code, and where does it look different. It proposes where to look; it never says that a page is right.
///
/// A page that is photographed so that its code cannot be read, or that cannot be laid onto the print, is named
/// as such. What is smaller than half a letter, or paler than print, is not seen.
public final class PageComparison implements AutoCloseable {

    /// Dots across the printed page: 150 to the inch on A4.
    private static final int PRINT_WIDTH = 1_240;

    /// Dots along the longer side of a photograph.
    private static final int PHOTO_LENGTH = 2_400;

    private static final Color MARK = new Color(0xc0392b);
    private static final Color DESK = new Color(0xe6e6e6);

    private final PDDocument printed;
    private final PDDocument scan;
    private final CarefulRenderer prints;
    private final CarefulRenderer photos;
    private final Codes codes;
    private final LeftOut leftOut;
    private final Watermark watermark;

    PageComparison(
            PDDocument printed,
            PDDocument scan,
            CarefulRenderer prints,
            CarefulRenderer photos,
            Codes codes,
            LeftOut leftOut,
            Watermark watermark) {
        this.printed = printed;
        this.scan = scan;
        this.prints = prints;
        this.photos = photos;
        this.codes = codes;
        this.leftOut = leftOut;
        this.watermark = watermark;
    }

    /// Which page of the print a QR code names.
    public interface Codes {
        /// @return counted from 1; empty if it is none of this print
        Optional<Integer> pageOf(String says);
    }

    /// Where a page is written on by hand, so that it has to differ.
    public interface LeftOut {
        /// @param page counted from 1
        List<Area> on(int page);
    }

    /// A place on a printed page, in points from its upper left corner.
    public record Area(float x, float y, float width, float height) {}

    /// What the machine says about a photographed page.
    public sealed interface Finding {

        /// It saw nothing different.
        record Alike(int page) implements Finding {}

        /// These places look different; a page that is cut off differs where it is.
        record Different(int page, List<Area> places) implements Finding {
            public Different {
                places = List.copyOf(places);
            }
        }

        /// Its code says which page it is, and it cannot be laid onto that page.
        record NotLaid(int page) implements Finding {}

        /// No code of this print was read.
        record NotRecognised() implements Finding {}
    }

    /// How many photographed pages there are.
    public int sheets() {
        return scan.getNumberOfPages();
    }

    /// A photographed page beside the printed one.
    public final class Compared {

        private final Finding finding;
        private final @Nullable BufferedImage print;
        private final BufferedImage photo;
        private final PageAlignment.@Nullable Laid laid;
        private final List<Rectangle> marks;

        private Compared(
                Finding finding,
                @Nullable BufferedImage print,
                BufferedImage photo,
                PageAlignment.@Nullable Laid laid,
                List<Rectangle> marks) {
            this.finding = finding;
            this.print = print;
            this.photo = photo;
            this.laid = laid;
            this.marks = marks;
        }

        public Finding finding() {
            return finding;
        }

        /// Both pages side by side, the places that look different framed in both, with these lines burned
        /// in from edge to edge. The photograph is shown laid onto the print where that was possible.
        ///
        /// @throws IllegalArgumentException if there is no line: no clean page leaves this room
        public BufferedImage drawn(int width, List<String> lines) {
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("a page without a mark");
            }
            int pane = (width - 12) / 2;
            int height = Math.round(pane * 1.4142f);
            BufferedImage both = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = both.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setColor(DESK);
            pen.fillRect(0, 0, width, height);
            if (print != null) {
                pen.drawImage(print, 0, 0, pane, height, null);
            }
            if (print != null && laid != null) {
                pen.drawImage(straightened(pane, height, print, laid), width - pane, 0, null);
            } else {
                double scale = Math.min(pane / (double) photo.getWidth(), height / (double) photo.getHeight());
                pen.drawImage(
                        photo,
                        width - pane,
                        0,
                        (int) (photo.getWidth() * scale),
                        (int) (photo.getHeight() * scale),
                        null);
            }
            frames(pen, 0, pane);
            frames(pen, width - pane, pane);
            pen.dispose();
            watermark.burn(both, lines, Watermark.Strength.VIEW);
            return both;
        }

        private BufferedImage straightened(int pane, int height, BufferedImage like, PageAlignment.Laid onto) {
            BufferedImage picture = new BufferedImage(pane, height, BufferedImage.TYPE_INT_RGB);
            double scale = like.getWidth() / (double) pane;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < pane; x++) {
                    int u = (int) Math.round(onto.u(x * scale, y * scale));
                    int v = (int) Math.round(onto.v(x * scale, y * scale));
                    boolean seen = u >= 0 && v >= 0 && u < photo.getWidth() && v < photo.getHeight();
                    picture.setRGB(x, y, seen ? photo.getRGB(u, v) : DESK.getRGB());
                }
            }
            return picture;
        }

        private void frames(Graphics2D pen, int left, int pane) {
            double scale = pane / (double) PRINT_WIDTH;
            pen.setColor(MARK);
            pen.setStroke(new BasicStroke(2.5f));
            for (Rectangle mark : marks) {
                int x = left + (int) (mark.x * scale) - 4;
                int y = (int) (mark.y * scale) - 4;
                pen.drawRect(x, y, (int) (mark.width * scale) + 8, (int) (mark.height * scale) + 8);
            }
        }
    }

    /// Compares one photographed page. Takes a second or two.
    ///
    /// @param sheet from 0
    /// @throws IOException if a page does not draw, or not in time
    public Compared compare(int sheet) throws IOException {
        float across = scan.getPage(sheet).getCropBox().getWidth();
        float down = scan.getPage(sheet).getCropBox().getHeight();
        boolean lying = scan.getPage(sheet).getRotation() % 180 != 0;
        float ratio = lying ? across / down : down / across;
        BufferedImage photo = photos.draw(sheet, ratio >= 1 ? Math.round(PHOTO_LENGTH / ratio) : PHOTO_LENGTH);
        for (QrReader.Seen seen : QrReader.seen(photo)) {
            Optional<Integer> page =
                    codes.pageOf(seen.says()).filter(number -> number >= 1 && number <= printed.getNumberOfPages());
            if (page.isPresent()) {
                return compared(page.get(), photo, seen);
            }
        }
        return new Compared(new Finding.NotRecognised(), null, photo, null, List.of());
    }

    private Compared compared(int page, BufferedImage photo, QrReader.Seen seen) throws IOException {
        BufferedImage print = prints.draw(page - 1, PRINT_WIDTH);
        Optional<QrReader.Seen> there = QrReader.seen(print).stream()
                .filter(code -> code.says().equals(seen.says()))
                .findFirst();
        Ink printInk = Ink.of(print).blurred(1);
        Ink photoInk = Ink.of(photo).blurred(1);
        Optional<PageAlignment.Laid> laid =
                there.flatMap(code -> PageAlignment.of(printInk, photoInk, pairs(code, seen)));
        if (laid.isEmpty()) {
            return new Compared(new Finding.NotLaid(page), print, photo, null, List.of());
        }
        float scale = PRINT_WIDTH / printed.getPage(page - 1).getCropBox().getWidth();
        List<Rectangle> handwritten = leftOut.on(page).stream()
                .map(area -> new Rectangle(
                        Math.round(area.x() * scale),
                        Math.round(area.y() * scale),
                        Math.round(area.width() * scale),
                        Math.round(area.height() * scale)))
                .toList();
        List<Rectangle> marks = new PageDifferences(printInk, laid.get().onto(printInk, photoInk)).found(handwritten);
        List<Area> places = marks.stream()
                .map(mark -> new Area(mark.x / scale, mark.y / scale, mark.width / scale, mark.height / scale))
                .toList();
        Finding finding = places.isEmpty() ? new Finding.Alike(page) : new Finding.Different(page, places);
        return new Compared(finding, print, photo, laid.get(), marks);
    }

    private static List<Plane.Pair> pairs(QrReader.Seen print, QrReader.Seen photo) {
        List<Plane.Pair> pairs = new ArrayList<>();
        int corners = Math.min(print.corners().size(), photo.corners().size());
        for (int i = 0; i < corners; i++) {
            QrReader.Corner one = print.corners().get(i);
            QrReader.Corner other = photo.corners().get(i);
            pairs.add(new Plane.Pair(one.x(), one.y(), other.x(), other.y()));
        }
        return pairs;
    }

    @Override
    public void close() throws IOException {
        printed.close();
        scan.close();
    }
}
