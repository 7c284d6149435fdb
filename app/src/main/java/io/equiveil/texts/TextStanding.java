package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How the firm stands to a text.
///
/// @param adopted      what counts, if anything was adopted
/// @param draft        an edition of the firm's own that nobody adopted yet
/// @param putOffUntil  until when the adoption was put off
/// @param keptAgainst  the newest shipped version against which the adopted words were kept; 0 if none
/// @param review       that a lawyer reviewed words, as the firm confirmed
/// @param genuine      whether the record of all this is as it was written; if not, nothing counts
public record TextStanding(
        ShippedText shipped,
        Optional<Adoption> adopted,
        Optional<Edition> draft,
        Optional<LocalDate> putOffUntil,
        int keptAgainst,
        Optional<Review> review,
        List<Adoption> history,
        boolean genuine) {

    /// That somebody adopted an edition.
    public record Adoption(Edition edition, PersonId by, Instant at) {}

    /// That a lawyer reviewed exactly these words.
    ///
    /// @param reference where the opinion is kept
    public record Review(Digest hash, LocalDate on, String reference, PersonId confirmedBy) {}

    public TextStanding {
        history = List.copyOf(history);
    }

    /// What would be adopted now: the firm's draft, or the newest shipped version.
    public Wording proposed() {
        return draft.map(Edition::wording).orElse(shipped.wording());
    }

    /// What counts: the adopted words; before any adoption, what ships.
    public Wording current() {
        return adopted.map(Adoption::edition).map(Edition::wording).orElse(shipped.wording());
    }

    /// The words that an edit starts from: a draft, or what counts; before any adoption what ships.
    public Wording forEditing() {
        return draft.map(Edition::wording).orElseGet(this::current);
    }

    /// Whether the firm confirmed a lawyer's review of these words.
    public boolean reviewed(Wording wording) {
        Digest hash = wording.hash(shipped.id());
        return genuine && review.map(Review::hash).filter(hash::equals).isPresent();
    }

    /// Whether a newer version ships than the one that was adopted or kept.
    public boolean newerShips() {
        return adopted.map(Adoption::edition)
                .map(edition -> shipped.version() > Math.max(edition.shippedVersion(), keptAgainst))
                .orElse(false);
    }

    /// In one word.
    public TextState state(LocalDate today) {
        if (!genuine) {
            return TextState.BROKEN;
        }
        if (adopted.isEmpty()) {
            if (draft.isPresent()) {
                return TextState.EDITED;
            }
            return putOffUntil.filter(today::isBefore).isPresent() ? TextState.PUT_OFF : TextState.NOT_ADOPTED;
        }
        if (newerShips()) {
            return TextState.NEWER_SHIPS;
        }
        if (draft.isPresent()) {
            return TextState.EDITED;
        }
        return adopted.get().edition().own() ? TextState.ADOPTED_OWN : TextState.ADOPTED;
    }
}
