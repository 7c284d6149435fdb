package io.equiveil.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Identifier;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Money;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes into the log is there for ever, so nothing that could carry a name, a price or free text may.
class RecordedFactsWallTests {

    @Test
    void everyFactOfTheHouseMayGoIntoTheLog() {
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.equiveil")) {
            if (found.isAssignableTo(Recorded.class) && !found.isInterface()) {
                Class<?> fact = found.reflect();
                assertThatCode(() -> FactShape.of(fact)).as(fact.getName()).doesNotThrowAnyException();
            }
        }
    }

    record Text(String value) implements Fact {}

    record Price(Money value) implements Fact {}

    record Secret(Cleartext value) implements Fact {}

    record Texts(List<String> value) implements Fact {}

    record MaybeText(Optional<String> value) implements Fact {}

    record Table(Map<SubjectId, MatterId> value) implements Fact {}

    record Bytes(byte[] value) implements Fact {}

    record Fraction(double value) implements Fact {}

    record Anything(Object value) implements Fact {}

    record AnyOf(Set<? extends Identifier> value) implements Fact {}

    record Raw(UUID value) implements Fact {}

    record Nested(List<List<Instant>> value) implements Fact {}

    interface Fact extends Recorded {
        @Override
        default String ledgerKind() {
            return "test/v1";
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Text.class,
                Price.class,
                Secret.class,
                Texts.class,
                MaybeText.class,
                Table.class,
                Bytes.class,
                Fraction.class,
                Anything.class,
                AnyOf.class,
                Raw.class,
                Nested.class
            })
    void refusesAComponentThatCouldSayTooMuch(Class<?> fact) {
        assertThatThrownBy(() -> FactShape.of(fact))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not belong into the ledger");
    }

    record Plain(SubjectId subject, Optional<MatterId> matter, Set<InfoKind> kinds, boolean yes, int number, Instant at)
            implements Fact {}

    enum InfoKind {
        ONE,
        TWO
    }

    @Test
    void spellsAFactTheSameWayEveryTime() {
        SubjectId subject = SubjectId.random();
        Plain fact = new Plain(subject, Optional.empty(), Set.of(InfoKind.TWO, InfoKind.ONE), true, 7, Instant.EPOCH);

        assertThat(FactShape.of(Plain.class).spell(fact))
                .isEqualTo(Map.of(
                        "subject",
                        subject.toString(),
                        "kinds",
                        List.of("ONE", "TWO"),
                        "yes",
                        "true",
                        "number",
                        7L,
                        "at",
                        "1970-01-01T00:00:00Z"));
    }
}
