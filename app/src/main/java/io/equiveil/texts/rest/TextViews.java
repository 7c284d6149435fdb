package io.equiveil.texts.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.equiveil.texts.Difference;
import io.equiveil.texts.TextKind;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.TextState;
import io.equiveil.texts.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How texts look to programs.
final class TextViews {

    private TextViews() {}

    /// @param reviewed whether the firm confirmed a lawyer's review of the words that count
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TextView(
            String id,
            TextKind kind,
            String room,
            String titleZh,
            @Nullable String titleEn,
            int shippedVersion,
            LocalDate of,
            List<String> cites,
            boolean forSetUp,
            TextState state,
            boolean reviewed,
            @Nullable UUID adoptedBy,
            @Nullable Instant adoptedAt,
            @Nullable LocalDate putOffUntil) {

        static TextView of(TextStanding text, LocalDate today) {
            var shipped = text.shipped();
            return new TextView(
                    shipped.id().value(),
                    shipped.kind(),
                    shipped.room(),
                    shipped.titles().getOrDefault(TextLanguage.ZH_CN, ""),
                    shipped.titles().get(TextLanguage.EN),
                    shipped.version(),
                    shipped.of(),
                    shipped.cites(),
                    shipped.setUp() > 0,
                    text.state(today),
                    text.reviewed(text.current()),
                    text.adopted().map(adoption -> adoption.by().value()).orElse(null),
                    text.adopted().map(TextStanding.Adoption::at).orElse(null),
                    text.putOffUntil().orElse(null));
        }
    }

    /// @param words by language tag
    record WordsView(Map<String, String> words, String hash) {
        static WordsView of(TextStanding text, Wording wording) {
            return new WordsView(
                    wording.bodies().entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().tag(), Map.Entry::getValue)),
                    wording.hash(text.shipped().id()).hex());
        }
    }

    /// @param current  the words that count
    /// @param proposed the words that an adoption would adopt
    /// @param shipped  the newest version that ships
    record WholeTextView(TextView text, WordsView current, WordsView proposed, WordsView shipped) {
        static WholeTextView of(TextStanding text, LocalDate today) {
            return new WholeTextView(
                    TextView.of(text, today),
                    WordsView.of(text, text.current()),
                    WordsView.of(text, text.proposed()),
                    WordsView.of(text, text.shipped().wording()));
        }
    }

    record DifferenceView(List<Difference.Line> lines) {}
}
