package io.equiveil.setup.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.PrintedSheet;
import io.equiveil.setup.RecoveryBook;
import io.equiveil.setup.SheetHolder;
import io.equiveil.setup.SheetRequest;
import io.equiveil.setup.SheetResult;
import io.equiveil.setup.SheetSet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Recovery sheets for programs. The answer to making a set holds the shares, once.
@RestController
@RequestMapping("/api/set-up/recovery-sheets")
class RecoveryRestController {

    private final RecoveryBook book;

    RecoveryRestController(RecoveryBook book) {
        this.book = book;
    }

    record SetView(String set, int needed, Instant madeAt, List<SheetView> sheets) {

        static SetView of(SheetSet set) {
            return new SetView(
                    set.id(),
                    set.needed(),
                    set.madeAt(),
                    set.sheets().stream().map(SheetView::of).toList());
        }
    }

    /// @param person who has it; absent if it lies in a place
    record SheetView(
            int number,
            String checkCode,
            @Nullable UUID person,
            SheetHolder.@Nullable Place place,
            @Nullable Instant confirmedAt) {

        static SheetView of(SheetSet.Sheet sheet) {
            return new SheetView(
                    sheet.number(),
                    sheet.checkCode(),
                    sheet.holder() instanceof SheetHolder.Colleague(var person) ? person.value() : null,
                    sheet.holder() instanceof SheetHolder.Deposit(var place) ? place : null,
                    sheet.confirmedAt().orElse(null));
        }
    }

    /// @param sheets the secret: the lines of each sheet, in the order of their numbers
    record MadeView(SetView set, List<List<String>> sheets) {

        @Override
        public String toString() {
            return "MadeView[hidden]";
        }
    }

    /// @param holders ids of colleagues, or names of places
    record MakeRequest(int needed, @NotNull @Size(max = 7) List<@NotNull String> holders) {}

    record ConfirmationRequest(
            int number, @NotNull @Size(max = 20) String checkCode) {}

    /// @param holders as in a request to make a set
    /// @param until   when the next step is no longer possible
    record RequestView(
            SheetRequest.State state,
            int needed,
            List<String> holders,
            UUID askedBy,
            @Nullable UUID decidedBy,
            Instant until) {

        static RequestView of(SheetRequest request) {
            return new RequestView(
                    request.state(),
                    request.needed(),
                    request.holders().stream().map(SheetHolder::word).toList(),
                    request.askedBy().value(),
                    request.decidedBy().map(PersonId::value).orElse(null),
                    request.until());
        }
    }

    record DecisionRequest(@NotNull Boolean agreed) {}

    /// The request that waits for a decision, or was agreed to and waits to be made; none or one.
    @GetMapping("/requests")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    List<RequestView> requests() {
        return book.open().map(RequestView::of).stream().toList();
    }

    /// Asks for a new set, for somebody else to agree to.
    @PostMapping("/requests")
    @AllowedTo(Role.OWNER)
    ResponseEntity<?> ask(Requester.SignedIn who, @Valid @RequestBody MakeRequest request) {
        return with(request, holders -> book.ask(who, request.needed(), holders));
    }

    /// Agrees to the request, or does not; never whoever asked.
    @PostMapping("/requests/decision")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<?> decide(Requester.SignedIn who, @Valid @RequestBody DecisionRequest request) {
        return answer(book.decide(who, request.agreed()));
    }

    @GetMapping
    @AllowedTo(Role.OWNER)
    List<SetView> sets() {
        return book.sets().stream().map(SetView::of).toList();
    }

    @PostMapping
    @AllowedTo(value = Role.OWNER, stepUp = true)
    ResponseEntity<?> make(Requester.SignedIn who, @Valid @RequestBody MakeRequest request) {
        return with(request, holders -> book.make(who, request.needed(), holders));
    }

    private static ResponseEntity<?> with(MakeRequest request, Function<List<SheetHolder>, SheetResult> act) {
        List<Optional<SheetHolder>> holders =
                request.holders().stream().map(SheetHolder::of).toList();
        return answer(
                holders.stream().allMatch(Optional::isPresent)
                        ? act.apply(holders.stream().flatMap(Optional::stream).toList())
                        : new SheetResult.Refused(SheetResult.Fault.HOLDER));
    }

    @PostMapping("/confirmations")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD
    })
    ResponseEntity<?> confirm(Requester.SignedIn who, @Valid @RequestBody ConfirmationRequest request) {
        return answer(book.confirm(who, request.number(), request.checkCode()));
    }

    private static ResponseEntity<?> answer(SheetResult result) {
        return switch (result) {
            case SheetResult.Made(var set, var sheets) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new MadeView(
                                SetView.of(set),
                                sheets.stream().map(PrintedSheet::lines).toList()));
            case SheetResult.Asked(var request) ->
                ResponseEntity.status(request.state() == SheetRequest.State.ASKED ? HttpStatus.CREATED : HttpStatus.OK)
                        .body(RequestView.of(request));
            case SheetResult.Confirmed(var set) -> ResponseEntity.ok(SetView.of(set));
            case SheetResult.Refused(var fault) -> {
                ProblemDetail detail = Problem.detail(statusOf(fault), "recovery-sheets-refused");
                detail.setProperty("fault", fault.name());
                yield Problem.of(detail);
            }
        };
    }

    private static HttpStatus statusOf(SheetResult.Fault fault) {
        return switch (fault) {
            case NOT_YOURS, SECOND_PERSON -> HttpStatus.FORBIDDEN;
            case NOBODY_ELSE, WAITS, NOTHING_ASKED -> HttpStatus.CONFLICT;
            case NUMBERS, HOLDER, SAME_HOLDER, NO_SUCH_SHEET, WRONG_CHECK_CODE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
