package io.equiveil.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.ledger.LedgerReader.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A seed decides, and nothing else: not the order in which entries come, not how many others there are.
class DrawTests {

    private static List<Long> drawn(String seed, int wanted, List<Long> positions) {
        Draw draw = new Draw(seed, wanted);
        positions.forEach(index -> draw.offer(new Position(index + 1, index)));
        assertThat(draw.population()).isEqualTo(positions.size());
        return draw.drawn().stream().map(Position::index).toList();
    }

    @Test
    void theRankIsWhatTheSpecificationSays() {
        // printf 'equiveil sample v1\n%s\n%s\n' 2026112801 17 | sha256sum
        assertThat(HexFormat.of().formatHex(Draw.rank("2026112801", 17)))
                .isEqualTo("157348a9f19712803d06c4686a468efe78958b8751c0a5ec90180bf47586a580");
    }

    @Test
    void theSameSeedDrawsTheSameWhateverTheOrder() {
        List<Long> positions = new ArrayList<>(LongStream.range(0, 500).boxed().toList());
        List<Long> first = drawn("abcd", 25, positions);
        Collections.shuffle(positions, new Random(7));

        assertThat(drawn("abcd", 25, positions)).isEqualTo(first).hasSize(25).doesNotHaveDuplicates();
        assertThat(drawn("abce", 25, positions)).isNotEqualTo(first);
    }

    @Test
    void whatWasDrawnStaysDrawnWhenOthersThatRankHigherAreLeftOut() {
        List<Long> positions = LongStream.range(0, 200).boxed().toList();
        List<Long> ten = drawn("seed", 10, positions);

        assertThat(drawn("seed", 11, positions).subList(0, 10)).isEqualTo(ten);
        assertThat(drawn("seed", 10, ten)).isEqualTo(ten);
    }

    @Test
    void fewerThanWantedAreAllDrawn() {
        assertThat(drawn("seed", 25, List.of(3L, 9L))).containsExactlyInAnyOrder(3L, 9L);
    }
}
