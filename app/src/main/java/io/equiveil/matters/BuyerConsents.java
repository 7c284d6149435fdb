package io.equiveil.matters;

import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.RecipientId;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.consent.WithdrawResult;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsent.State;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// A seller's answers about buyers, as room `consent` keeps them. For screens and stages; the gate asks that room by
/// itself at every reading.
@Component
class BuyerConsents {

    private final Consents consents;
    private final Clock clock;

    BuyerConsents(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    Map<Item, State> of(MatterId matter, SubjectId seller, SubjectId buyer) {
        Map<Item, State> states = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            states.put(
                    item, record(matter, seller, buyer, item).map(this::state).orElse(State.NOT_ASKED));
        }
        return states;
    }

    /// A seller asked about a buyer.
    record Asked(MatterId matter, SubjectId seller, SubjectId buyer) {}

    /// What stands, for many at once.
    Map<Asked, Set<Item>> given(Set<Asked> asked) {
        Map<Asked, Set<Item>> given = new HashMap<>();
        Set<SubjectId> sellers = asked.stream().map(Asked::seller).collect(Collectors.toSet());
        Map<SubjectId, List<ConsentRecord>> records = consents.recordsOf(sellers);
        for (Asked each : asked) {
            Set<Item> items = EnumSet.noneOf(Item.class);
            for (Item item : Item.values()) {
                record(records.getOrDefault(each.seller(), List.of()), each.matter(), each.buyer(), item)
                        .map(this::state)
                        .filter(State.GIVEN::equals)
                        .ifPresent(_ -> items.add(item));
            }
            given.put(each, items);
        }
        return given;
    }

    private State state(ConsentRecord record) {
        return switch (record.state()) {
            case GIVEN -> record.standsAt(clock.instant()) ? State.GIVEN : State.WITHDRAWN;
            case REFUSED -> State.REFUSED;
            default -> State.WITHDRAWN;
        };
    }

    private Optional<ConsentRecord> record(MatterId matter, SubjectId seller, SubjectId buyer, Item item) {
        return record(consents.recordsOf(seller), matter, buyer, item);
    }

    private static Optional<ConsentRecord> record(
            List<ConsentRecord> records, MatterId matter, SubjectId buyer, Item item) {
        return records.stream()
                .filter(record -> record.owner().equals(Owner.of(matter)))
                .filter(record ->
                        record.recipient().filter(RecipientId.of(buyer)::equals).isPresent())
                .filter(record -> record.item().filter(item.question()::equals).isPresent())
                .findFirst();
    }

    /// Records one answer under the notice that was just served.
    ///
    /// @throws IllegalStateException if it could not be recorded; the caller's transaction rolls back
    void record(Requester.SignedIn who, ServedNoticeId notice, Item item, boolean yes) {
        AnswerResult result = consents.answer(
                who, new Answer(notice, item.question(), yes, ConsentKind.SEPARATE, Means.SCREEN, Optional.empty()));
        if (!(result instanceof AnswerResult.Answered)) {
            throw new IllegalStateException("an answer about a buyer could not be recorded");
        }
    }

    /// Takes one answer back, the other stands.
    ///
    /// @return whether there was one to take back
    boolean takeBack(Requester.SignedIn who, MatterId matter, SubjectId seller, SubjectId buyer, Item item) {
        return record(matter, seller, buyer, item)
                .filter(record -> consents.withdraw(who, record.id(), Means.SCREEN) instanceof WithdrawResult.Withdrawn)
                .isPresent();
    }
}
