package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.TextId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.texts.TextStanding.Adoption;
import io.equiveil.texts.TextStanding.Review;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads how the firm stands to a text, and writes it as a gate row: the words of what was adopted or drafted are
/// covered by their hashes, the hashes by the MAC.
@Component
class TextStandings {

    private final TextRepository texts;
    private final Ledger ledger;
    private final GateRows gateRows;

    TextStandings(TextRepository texts, Ledger ledger, GateRows gateRows) {
        this.texts = texts;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// How the firm stands to several texts; asks the database for most of it at once.
    List<TextStanding> ofAll(List<ShippedText> shipped) {
        Map<TextId, TextRepository.Row> rows = texts.rows();
        return shipped.stream()
                .map(text -> of(text, Optional.ofNullable(rows.get(text.id()))))
                .toList();
    }

    /// How the firm stands to a text.
    TextStanding of(ShippedText shipped) {
        return of(shipped, texts.row(shipped.id(), false));
    }

    private TextStanding of(ShippedText shipped, Optional<TextRepository.Row> row) {
        TextId id = shipped.id();
        if (row.isEmpty()) {
            return new TextStanding(
                    shipped,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    List.of(),
                    true);
        }
        TextRepository.Row known = row.get();
        List<Adoption> history = texts.adoptions(id).stream()
                .flatMap(one -> texts.edition(id, one.edition()).stream()
                        .map(edition -> new Adoption(edition, one.by(), one.at())))
                .toList();
        Optional<Edition> draft = Optional.ofNullable(known.draft()).flatMap(number -> texts.edition(id, number));
        Optional<Adoption> adopted = history.stream()
                .filter(adoption ->
                        Objects.equals(known.adopted(), adoption.edition().number()))
                .findFirst();
        boolean whole = isWhole(id, draft)
                && isWhole(id, adopted.map(Adoption::edition))
                && adopted.isPresent() == (known.adopted() != null);
        String hashes = hash(draft) + " " + hash(adopted.map(Adoption::edition));
        boolean genuine = whole && gateRows.genuine(gateRow(known, hashes), known.mac());
        Optional<Review> review = known.reviewedHash() == null
                        || known.reviewedOn() == null
                        || known.reviewConfirmedBy() == null
                ? Optional.empty()
                : Optional.of(new Review(
                        known.reviewedHash(), known.reviewedOn(), known.reviewReference(), known.reviewConfirmedBy()));
        return new TextStanding(
                shipped,
                adopted,
                draft,
                Optional.ofNullable(known.putOffUntil()),
                known.keptAgainst(),
                review,
                history,
                genuine);
    }

    // The words must still be those of their hash, which the MAC covers.
    private static boolean isWhole(TextId id, Optional<Edition> edition) {
        return edition.map(one -> one.wording().hash(id).equals(one.hash())).orElse(true);
    }

    /// Records a change and writes the row that it makes.
    void write(Requester.SignedIn who, StandingChange change, Recorded fact) {
        TextRepository.Row before = texts.row(change.text(), true).orElse(null);
        long version = before == null ? 1 : before.version() + 1;
        Digest leaf = ledger.append(Entry.of(who, fact).about(name(change.text()), version))
                .leafHash();
        TextRepository.Row unsigned = change.applied(before, version, leaf);
        Optional<Edition> draft =
                Optional.ofNullable(unsigned.draft()).flatMap(number -> texts.edition(change.text(), number));
        Optional<Edition> adopted =
                Optional.ofNullable(unsigned.adopted()).flatMap(number -> texts.edition(change.text(), number));
        byte[] mac = gateRows.mac(gateRow(unsigned, hash(draft) + " " + hash(adopted)));
        texts.save(new TextRepository.Row(
                unsigned.text(),
                unsigned.adopted(),
                unsigned.draft(),
                unsigned.putOffUntil(),
                unsigned.keptAgainst(),
                unsigned.reviewedHash(),
                unsigned.reviewedOn(),
                unsigned.reviewReference(),
                unsigned.reviewConfirmedBy(),
                version,
                leaf,
                mac));
    }

    private static String hash(Optional<Edition> edition) {
        return edition.map(one -> one.hash().hex()).orElse("-");
    }

    private static GateRow gateRow(TextRepository.Row row, String hashes) {
        return new GateRow(
                name(row.text()),
                row.version(),
                row.leaf(),
                List.of(
                        text(row.adopted()),
                        text(row.draft()),
                        hashes,
                        text(row.putOffUntil()),
                        text(row.keptAgainst()),
                        text(row.reviewedHash()),
                        text(row.reviewedOn()),
                        row.reviewReference(),
                        text(row.reviewConfirmedBy())));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String name(TextId text) {
        return "texts.standings/" + text;
    }
}
