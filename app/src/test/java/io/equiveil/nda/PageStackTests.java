package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageStackTests {

    private final List<String> said = new ArrayList<>();
    private final List<Integer> drawn = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1, 1.41", "6, 1.41", "40, 1.41", "1000, 1.41", "1000, 5", "1000, 0.2"})
    void thePictureStaysWithinBoundsHoweverLongThePaperIs(int pages, double ratio) {
        PageStack stack = stack(pages, ratio);

        BufferedImage all = stack.drawn(this::page);

        assertThat((long) all.getWidth() * all.getHeight()).isLessThan(PageStack.MOST_PIXELS + 2_000_000);
        assertThat(all.getHeight()).isLessThan(65_535);
        assertThat(all.getWidth()).isBetween(500, 1_000);
        assertThat(drawn).hasSize(stack.shown()).isSorted();
        assertThat(stack.shown()).isBetween(1, PageStack.MOST_PAGES);
    }

    @Test
    void whatIsNotShownIsSaid() {
        stack(57, 1.41).drawn(this::page);

        assertThat(said).containsExactly("本图只显示前 40 页，文件共 57 页。", "The first 40 of 57 pages are shown here.");
    }

    @Test
    void aShortPaperIsShownWholeAndNothingIsSaid() {
        BufferedImage all = stack(3, 1.41).drawn(this::page);

        assertThat(all.getWidth()).isEqualTo(1_000);
        assertThat(all.getHeight()).isEqualTo(3 * (1_410 + 12));
        assertThat(said).isEmpty();
    }

    @Test
    void aPageThatDoesNotDrawIsSaidToBeMissingAndTheOthersAreThere() {
        stack(3, 1.41).drawn((index, width) -> {
            if (index == 1) {
                throw new IOException("broken");
            }
            return page(index, width);
        });

        assertThat(drawn).containsExactly(0, 2);
        assertThat(said).containsExactly("第 2 页无法显示，请查看原件。", "Page 2 cannot be shown; look at the original.");
    }

    private PageStack stack(int pages, double ratio) {
        double[] ratios = new double[pages];
        Arrays.fill(ratios, ratio);
        return new PageStack(ratios, 1_000, (width, lines) -> {
            said.addAll(lines);
            return new BufferedImage(width, 60, BufferedImage.TYPE_INT_RGB);
        });
    }

    private BufferedImage page(int index, int width) {
        drawn.add(index);
        return new BufferedImage(width, 10, BufferedImage.TYPE_INT_RGB);
    }
}
