package io.equiveil.files;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// Outlines of Chinese and Latin letters from our own font, so that a mark looks the same on every machine and needs
/// none of its fonts.
final class Lettering {

    private static final String FONT = "nda/fonts/NotoSansSC-Regular.ttf";

    private final TrueTypeFont font;
    private final CmapLookup letters;
    private final float unit;
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private record Glyph(Shape outline, float advance) {}

    private Lettering(TrueTypeFont font) throws IOException {
        this.font = font;
        this.letters = font.getUnicodeCmapLookup();
        this.unit = 1f / font.getUnitsPerEm();
    }

    /// Reads the font; takes some ten megabytes for as long as it lives.
    static Lettering load() {
        try (InputStream file =
                Objects.requireNonNull(Lettering.class.getClassLoader().getResourceAsStream(FONT), FONT)) {
            return new Lettering(new TTFParser().parse(new RandomAccessReadBuffer(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Outline of a line of text with a height of one, its left end on the base line at the origin, y downwards.
    Line line(String text) {
        Path2D.Float path = new Path2D.Float(Path2D.WIND_NON_ZERO);
        float at = 0;
        for (int letter : text.codePoints().toArray()) {
            Glyph glyph = glyphs.computeIfAbsent(letter, this::glyph);
            path.append(AffineTransform.getTranslateInstance(at, 0).createTransformedShape(glyph.outline()), false);
            at += glyph.advance();
        }
        return new Line(path, at);
    }

    /// @param width in heights of the letters
    record Line(Shape outline, double width) {}

    private synchronized Glyph glyph(int letter) {
        try {
            int id = letters.getGlyphId(letter);
            GlyphData data = font.getGlyph().getGlyph(id);
            Shape outline = data == null
                    ? new Path2D.Float()
                    : AffineTransform.getScaleInstance(unit, -unit).createTransformedShape(data.getPath());
            return new Glyph(outline, font.getAdvanceWidth(id) * unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
