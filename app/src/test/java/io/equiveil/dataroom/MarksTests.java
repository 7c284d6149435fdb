package io.equiveil.dataroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a copy of an identity document says that it is for.
class MarksTests {

    @Test
    void aStampNamesTheMatterIfThereIsOne() {
        assertThat(Marks.stamp(Optional.of("青松"))).isEqualTo("仅供办理【青松】股权转让使用，他用无效");
        assertThat(Marks.stamp(Optional.empty())).isEqualTo("仅供办理股权转让委托使用，他用无效");
    }
}
