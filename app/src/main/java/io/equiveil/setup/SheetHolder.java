package io.equiveil.setup;

import io.equiveil.kernel.PersonId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// Where a recovery sheet goes: to a colleague, or to a place.
public sealed interface SheetHolder {

    /// One of the firm's own people, who confirms having it.
    record Colleague(PersonId person) implements SheetHolder {}

    /// A place; the owner confirms that it lies there.
    record Deposit(Place place) implements SheetHolder {}

    /// Places outside the office's own drawers.
    enum Place {
        /// 银行保管箱
        BANK_BOX,
        /// 外部律师或公证处
        LAWYER_OR_NOTARY,
        /// 办公室保险柜
        OFFICE_SAFE
    }

    /// As [#of] reads it.
    default String word() {
        return switch (this) {
            case Colleague(var person) -> person.toString();
            case Deposit(var place) -> place.name();
        };
    }

    /// As a form or a call says it: the id of a person, or the name of a place; empty if it is neither.
    static Optional<SheetHolder> of(String word) {
        Optional<SheetHolder> place = Arrays.stream(Place.values())
                .filter(one -> one.name().equals(word))
                .findFirst()
                .map(Deposit::new);
        return place.or(() -> word.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(new Colleague(new PersonId(UUID.fromString(word))))
                : Optional.empty());
    }
}
