package io.equiveil.setup;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What 今日 says of recovery sheets: to whoever has one, and to the owner for those in places, that it has to be
/// confirmed; to whoever may agree, that a new set is asked for; to everybody with that duty, for a week, that there is
/// a new set and the old sheets are void.
@Component
class SheetWork implements Worklist {

    private static final Duration NEWS = Duration.ofDays(7);
    private static final String REQUEST = "/set-up/recovery/request";

    private final RecoveryBook book;
    private final People people;
    private final Clock clock;

    SheetWork(RecoveryBook book, People people, Clock clock) {
        this.book = book;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.isStaff()) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        book.open().flatMap(request -> next(person, request)).ifPresent(items::add);
        book.current().ifPresent(set -> {
            set.sheets().stream()
                    .filter(sheet -> !sheet.isConfirmed() && book.mayConfirm(person, sheet))
                    .map(sheet -> new Item(
                            Kind.DUE,
                            "setup.work.sheet",
                            List.of(Integer.toString(sheet.number())),
                            Optional.empty(),
                            "/set-up/recovery/confirmation"))
                    .forEach(items::add);
            if (concerns(person) && set.madeAt().plus(NEWS).isAfter(clock.instant())) {
                items.add(new Item(
                        Kind.DUE,
                        book.sets().size() > 1 ? "setup.work.sheets.anew" : "setup.work.sheets.made",
                        List.of(people.codeName(set.madeBy())),
                        Optional.empty(),
                        REQUEST));
            }
        });
        return items;
    }

    private Optional<Item> next(Requester.SignedIn person, SheetRequest request) {
        if (book.mayDecide(person, request)) {
            return Optional.of(new Item(
                    Kind.TO_APPROVE,
                    "setup.work.sheets.decide",
                    List.of(people.codeName(request.askedBy())),
                    Optional.of(request.until()),
                    REQUEST));
        }
        return request.state() == SheetRequest.State.AGREED && request.askedBy().equals(person.person())
                ? Optional.of(new Item(
                        Kind.DUE,
                        "setup.work.sheets.agreed",
                        List.of(),
                        Optional.of(request.until()),
                        "/set-up/recovery"))
                : Optional.empty();
    }

    private static boolean concerns(Requester.SignedIn person) {
        return person.roles().stream().anyMatch(RecoveryBook.DUTY::contains);
    }
}
