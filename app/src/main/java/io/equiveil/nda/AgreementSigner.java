package io.equiveil.nda;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.ImageScaling;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import io.equiveil.vault.SigningKeys;
import io.equiveil.vault.TimestampAuthority;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Puts one signature into an agreement: PAdES (ETSI EN 319 142) with a timestamp (RFC 3161), by a key
/// that signs once.
///
/// Works in memory only. Says what the reader of the file sees; who may sign is not decided here.
final class AgreementSigner {

    private static final DateTimeFormatter SHANGHAI =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC+8'").withZone(ZoneId.of("Asia/Shanghai"));

    private final SigningKeys keys;
    private final TimestampAuthority timestamps;

    AgreementSigner(SigningKeys keys, TimestampAuthority timestamps) {
        this.keys = keys;
        this.timestamps = timestamps;
    }

    /// One signature to be made.
    ///
    /// @param commonName  what the certificate says of the signer
    /// @param shown       the line under the signature, for example how it was activated
    /// @param handwriting a PNG of the handwritten signature, already checked
    record Signing(AgreementPaper.Box box, String commonName, String shown, Optional<byte[]> handwriting, Instant at) {}

    /// Returns the document with one more signature; the bytes that were there stay as they were.
    byte[] sign(byte[] pdf, int pages, Signing signing) {
        SigningKeys.OneTimeSigner signer = keys.oneTimeSigner(signing.commonName());
        List<CertificateToken> chain =
                signer.chain().stream().map(CertificateToken::new).toList();

        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_T);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(chain.getFirst());
        parameters.setCertificateChain(chain);
        parameters.bLevel().setSigningDate(Date.from(signing.at()));
        parameters.setReason(signing.shown());
        parameters.setImageParameters(appearance(signing, pages));

        PAdESService service = new PAdESService(new CommonCertificateVerifier());
        service.setPdfObjFactory(new PdfBoxDefaultObjectFactory());
        service.setTspSource(new OwnTimestamps(timestamps));

        DSSDocument document = new InMemoryDocument(pdf);
        byte[] value = signer.sign(service.getDataToSign(document, parameters).getBytes());
        DSSDocument signed =
                service.signDocument(document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value));
        try (InputStream in = signed.openStream()) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static SignatureImageParameters appearance(Signing signing, int pages) {
        SignatureImageParameters image = new SignatureImageParameters();
        image.setImage(new InMemoryDocument(picture(signing), "signature.png"));
        image.setImageScaling(ImageScaling.ZOOM_AND_CENTER);
        SignatureFieldParameters field = image.getFieldParameters();
        field.setPage(pages);
        field.setOriginX(signing.box().x());
        field.setOriginY(signing.box().y());
        field.setWidth(signing.box().width());
        field.setHeight(signing.box().height());
        return image;
    }

    /// Draws the handwriting, or the firm's round of words, over the time and the manner of signing.
    private static byte[] picture(Signing signing) {
        int width = 800;
        int height = 480;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        Font font = CJK.font();
        if (signing.handwriting().isPresent()) {
            drawHandwriting(pen, signing.handwriting().get(), width, height - 150);
        } else {
            pen.setColor(new Color(0x0f4c5c));
            pen.setFont(fitted(pen, font, signing.commonName(), width - 80));
            pen.drawString(signing.commonName(), 40, 180);
            pen.setStroke(new BasicStroke(3));
            pen.drawLine(40, 220, width - 40, 220);
        }
        pen.setColor(Color.DARK_GRAY);
        pen.setFont(fitted(pen, font.deriveFont(34f), signing.shown(), width - 80));
        pen.drawString(signing.shown(), 40, height - 90);
        pen.setFont(font.deriveFont(34f));
        pen.drawString(SHANGHAI.format(signing.at()), 40, height - 36);
        pen.dispose();
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void drawHandwriting(Graphics2D pen, byte[] png, int width, int height) {
        try {
            BufferedImage strokes = ImageIO.read(new ByteArrayInputStream(png));
            double scale = Math.min((double) (width - 80) / strokes.getWidth(), (double) height / strokes.getHeight());
            pen.drawImage(
                    strokes, 40, 10, (int) (strokes.getWidth() * scale), (int) (strokes.getHeight() * scale), null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Font fitted(Graphics2D pen, Font font, String text, int width) {
        float size = Math.min(64f, font.getSize2D() > 1 ? font.getSize2D() : 64f);
        Font fitting = font.deriveFont(size);
        while (size > 14f && pen.getFontMetrics(fitting).stringWidth(text) > width) {
            size -= 2f;
            fitting = font.deriveFont(size);
        }
        return fitting;
    }

    /// The one Chinese font of the house, read once.
    private static final class CJK {

        private static final Font FONT = read();

        static Font font() {
            return FONT.deriveFont(64f);
        }

        private static Font read() {
            try (InputStream in = AgreementPaper.resource("nda/fonts/NotoSansSC-Regular.ttf")) {
                return Font.createFont(Font.TRUETYPE_FONT, in);
            } catch (IOException | FontFormatException failed) {
                throw new IllegalStateException("the Chinese font cannot be read", failed);
            }
        }
    }

    /// DSS asks for timestamps; the vault gives them.
    private record OwnTimestamps(TimestampAuthority authority) implements TSPSource {

        @Override
        public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
            return new TimestampBinary(authority.timestamp(algorithm.getOid(), digest));
        }
    }
}
