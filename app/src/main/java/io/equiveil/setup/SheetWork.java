package io.equiveil.setup;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of whoever has a recovery sheet, and of the owner for those in places: confirm that it is there.
@Component
class SheetWork implements Worklist {

    private final RecoveryBook book;

    SheetWork(RecoveryBook book) {
        this.book = book;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.isStaff()) {
            return List.of();
        }
        return book.current().stream()
                .flatMap(set -> set.sheets().stream())
                .filter(sheet -> !sheet.isConfirmed() && book.mayConfirm(person, sheet))
                .map(sheet -> new Item(
                        Kind.DUE,
                        "setup.work.sheet",
                        List.of(Integer.toString(sheet.number())),
                        Optional.empty(),
                        "/set-up/recovery/confirmation"))
                .toList();
    }
}
