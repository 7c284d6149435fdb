package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.nda.AgreementResult.Fault;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HandwritingTests {

    @Test
    void aWrittenNameIsTaken() throws IOException {
        assertThat(Handwriting.faultOf(written(900, 360, true))).isEmpty();
    }

    @Test
    void aBlankSheetIsNoSignature() throws IOException {
        assertThat(Handwriting.faultOf(written(900, 360, false))).contains(Fault.HANDWRITING_EMPTY);
        assertThat(Handwriting.faultOf(new byte[0])).contains(Fault.HANDWRITING_EMPTY);
    }

    @Test
    void whatIsNotAPictureIsRefusedWithoutBeingDecoded() throws IOException {
        assertThat(Handwriting.faultOf("<svg onload=alert(1)>".repeat(10).getBytes()))
                .contains(Fault.HANDWRITING_NOT_A_PICTURE);
        byte[] bomb = written(900, 360, true);
        bomb[16] = 0x7f; // claims a width of two thousand million points
        assertThat(Handwriting.faultOf(bomb)).contains(Fault.HANDWRITING_NOT_A_PICTURE);
    }

    static byte[] written(int width, int height, boolean ink) throws IOException {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        if (ink) {
            Graphics2D pen = sheet.createGraphics();
            pen.setColor(Color.BLACK);
            pen.setStroke(new BasicStroke(6));
            pen.drawLine(80, 200, 300, 120);
            pen.drawArc(300, 80, 200, 200, 30, 240);
            pen.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", png);
        return png.toByteArray();
    }
}
